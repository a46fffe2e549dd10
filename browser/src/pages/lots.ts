/** The page of a section's lots: each party's own part of each of them. */

import { pageData } from "../ui/dom";
import { lotPart, type LotsPage } from "../ui/lotpage";

const page = pageData<LotsPage>("q-lots-data");
for (const row of page?.lots ?? []) {
  const place = document.getElementById(row.id);
  if (page && place) void lotPart(place, row, page);
}
