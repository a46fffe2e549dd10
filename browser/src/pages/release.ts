/** The guardian's pages (card, release, paper, session, deposits, roster) and the bidder's own lock and signature: whatever is signed around an opening. */

import { pageData } from "../ui/dom";
import { type CardPage, cardPage } from "../ui/cardpage";
import { type DepositsPage, depositsPage } from "../ui/depositspage";
import { type PaperPage, paperPage } from "../ui/paperpage";
import { type ReleasePage, releasePage } from "../ui/releasepage";
import { type RosterPage, rosterPage } from "../ui/rosterpage";
import { type SessionPage, sessionPage } from "../ui/sessionpage";
import { type SignPage, signPage } from "../ui/signpage";

type Page = CardPage | ReleasePage | PaperPage | SessionPage | SignPage | DepositsPage | RosterPage;

const root = document.getElementById("q-release");
const page = pageData<Page>("q-release-data");
if (root && page) void open(root, page);

function open(place: HTMLElement, data: Page): Promise<void> {
  switch (data.mode) {
    case "card": return cardPage(place, data);
    case "paper": return paperPage(place, data);
    case "session": return sessionPage(place, data);
    case "deposits": return depositsPage(place, data);
    case "roster": return rosterPage(place, data);
    case "sign": return signPage(place, data);
    default: return releasePage(place, data);
  }
}
