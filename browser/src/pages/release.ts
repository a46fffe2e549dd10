/** The guardian's pages (card, release, paper, release to a session) and the bidder's own lock and signature: whatever is signed around an opening. */

import { pageData } from "../ui/dom";
import { type CardPage, cardPage } from "../ui/cardpage";
import { type PaperPage, paperPage } from "../ui/paperpage";
import { type ReleasePage, releasePage } from "../ui/releasepage";
import { type SessionPage, sessionPage } from "../ui/sessionpage";
import { type SignPage, signPage } from "../ui/signpage";

type Page = CardPage | ReleasePage | PaperPage | SessionPage | SignPage;

const root = document.getElementById("q-release");
const page = pageData<Page>("q-release-data");
if (root && page) void open(root, page);

function open(place: HTMLElement, data: Page): Promise<void> {
  switch (data.mode) {
    case "card": return cardPage(place, data);
    case "paper": return paperPage(place, data);
    case "session": return sessionPage(place, data);
    case "sign": return signPage(place, data);
    default: return releasePage(place, data);
  }
}
