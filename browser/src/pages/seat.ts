/** The seat of an evaluation. */

import { pageData } from "../ui/dom";
import type { SeatPage } from "../ui/seat/room";
import { seatPage } from "../ui/seat/seatpage";

const root = document.getElementById("q-seat");
const page = pageData<SeatPage>("q-seat-data");
if (root && page) void seatPage(root, page);
