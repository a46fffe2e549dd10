"""What the platform watches up to the end of an opening: registration, notices, documents, changes, bids, keys.

A comment above each watch says where its figures come from. Kinds of facts are named as `docs/reference/facts.md` has them; they
are words here, because this package lies below the apps whose facts they are.
"""

from qinglian.domain.integrity.catalogue.point import Watch
from qinglian.law.text import Text

# fmt: off
BEFORE: tuple[Watch, ...] = (
    # people.OrganisationKey: compared, bound_at against the first verified_at of the organisation's filings (the centre has none).
    Watch(
        "keys_bound",
        Text("每把密钥绑定时，机构已经核验，指纹经第二渠道比对", "When a key is bound its organisation is verified and the fingerprint was compared over a second channel"),
        ("key-bound/v1", "filing-verified/v1", "organisation-received/v1", "centre-founded/v1"),
        Text("保管人的密钥只凭电话比对就绑定，没有核对纸面确认书或者当面核对", "A guardian's key was bound after a phone call alone, without letter or person"),
        Text("机构还没有核验入库，密钥已经绑定，或者没有比对记录", "A key was bound before its organisation was verified, or with no comparison on record"),
    ),
    # people.Filing in state filed: declared_at, counted in working days by law.calendar.
    Watch(
        "filings_waiting",
        Text("登记申报按时核验，不压件", "Filings are verified in time and none is left lying"),
        ("registration-filed/v1", "filing-verified/v1", "filing-rejected/v1"),
        Text("有申报超过 1 个工作日没有处理", "A filing has waited for more than 1 working day"),
        Text("有申报超过 3 个工作日没有处理", "A filing has waited for more than 3 working days"),
    ),
    # tenders.Tender: must_tender, project, kind, the sections' estimate_fen; published within a year; rule must_tender_<kind>_fen.
    Watch(
        "tenders_split",
        Text("同一投资项目不以“非必须招标”拆成几件办理", "One investment project is not cut into pieces that are called free of the duty to tender"),
        ("notice-published/v1", "project-submitted/v1"),
        Text("同一项目 12 个月内有两件以上标为非必须招标，估算价合计达到必须招标的限额", "Within 12 months two or more tenders of one project were called free of the duty, and their estimates together reach the threshold"),
        Text("单独一件标为非必须招标，估算价已经达到限额", "A single tender called free of the duty has an estimate at the threshold or above"),
    ),
    # notice-published: `verdicts` that note a phrase (rules of tenders.exclusion_terms); tenders.Notice.review_opinion.
    Watch(
        "exclusive_terms",
        Text("公告和文件中疑似排斥条款，复核人都逐条写明了理由", "For each phrase that may exclude bidders the reviewer wrote down the reason"),
        ("notice-published/v1", "notice-approved/v1"),
        Text("现行公告带着疑似排斥条款发布，复核人写了意见", "A notice in force was published with such phrases, answered by the reviewer's opinion"),
        Text("带着疑似排斥条款发布，复核意见是空白或者不足十个字", "It was published with such phrases, and the opinion is empty or shorter than ten characters"),
    ),
    # tenders.Notice: prepared_by, editors, submitted_at, reviewed_by, reviewed_at, verified_by.
    Watch(
        "second_person",
        Text("公告由一人编制、另一人复核、中心第三人核验", "One person prepares a notice, another reviews it, a third at the centre verifies it"),
        ("notice-submitted/v1", "notice-approved/v1", "notice-published/v1"),
        Text("复核人在送审后 2 分钟内就通过", "The reviewer approved within 2 minutes of getting it"),
        Text("编制、复核、核验当中有两件由同一人办理，或者没有复核、核验就发布", "Two of preparing, reviewing and verifying were done by one person, or it was published without one of them"),
    ),
    # tenders.Notice in force: documents_from_at, documents_until_at, deadline_at; Tender.must_tender; holidays by law.calendar.
    Watch(
        "bid_period",
        Text("投标期限和文件获取期限不低于法定天数，也不靠长假凑数", "Bid period and document period reach the legal days, and not by the help of a long holiday"),
        ("notice-published/v1",),
        Text("投标期恰为法定最短天数，其中有连续 3 日以上的法定假日", "The bid period is just the legal minimum and holds a public holiday of 3 days or more"),
        Text("依法必须招标的投标期不足 20 日，或者文件获取期不足 5 日", "The bid period of a must-tender project is under 20 days, or documents are out for under 5 days"),
    ),
    # tenders.Document of notices in force, until the award: sha256; record.blobs.public_path, hashed again.
    Watch(
        "documents_whole",
        Text("公众下载到的招标文件，与公告记下的哈希一致", "The documents that the public downloads have the hashes that the notice names"),
        ("notice-published/v1",),
        Text("现行公告列出的文件在公开存储里找不到", "A document of the notice in force is not in the public store"),
        Text("文件的字节与公告记下的哈希不一致", "A document's bytes no longer have the hash that the notice names"),
    ),
    # tenders.Notice of kind amendment: affects_bids, published_at, against the round's deadline now; rule clarification_notice_days.
    Watch(
        "late_changes",
        Text("影响投标的修改距截止不少于 15 日，否则截止已经顺延", "A change that affects bids leaves 15 days to the deadline, or the deadline was moved"),
        ("notice-published/v1",),
        Text("修改达到 3 次，或者距截止不足 15 日的修改被标为“不影响投标”", "There are 3 changes, or one with under 15 days left was called without effect on bids"),
        Text("影响投标的修改发布后，距截止不足 15 日", "After a change that affects bids, under 15 days are left to the deadline"),
    ),
    # tenders.Hold: placed_at; the order of facts in the log between hold-placed and hold-lifted. Amendments may postpone under a hold.
    Watch(
        "holds_obeyed",
        Text("暂停期间不发布、不截止、不开标、不定标", "While a hold stands nothing is published, closed, opened or awarded"),
        ("hold-placed/v1", "hold-lifted/v1", "notice-published/v1", "section-closed/v1", "release-started/v1", "award-made/v1"),
        Text("暂停已经超过 10 日还没有解除", "A hold has stood for more than 10 days"),
        Text("暂停没有解除，就发布、截止、开标或者定标", "Something was published, closed, opened or awarded under a standing hold"),
    ),
    # The order of facts in the log (record.Fact.id) by section and round; bids.due.waiting_for_quorum: closed_at.
    Watch(
        "sealed_until_closing",
        Text("截止清单经见证方签名以后，才有人交出开标密钥", "Nobody releases opening keys before witnesses cosigned the closing list"),
        ("section-closed/v1", "release-started/v1", "shares-released/v1", "shares-published/v1", "session-shares-released/v1"),
        Text("截止清单等见证方签名超过 10 分钟", "A closing list has waited for its witnesses for more than 10 minutes"),
        Text("日志里交出份额排在截止清单生效之前", "The log holds a release that precedes the closing list's coming into force"),
    ),
    # bids.AnnouncedBid: bidder.details (people.filing_form.FIELDS: legal_representative, address, contact_phone).
    Watch(
        "related_bidders",
        Text("同一标段的投标人在登记库里没有同一负责人、同一电话、同一地址", "In the register no two bidders of a section share a responsible person, a phone or an address"),
        ("bidders-announced/v1", "filing-verified/v1"),
        Text("两家投标人登记了同一联系电话或者同一注册地址", "Two bidders are registered with one phone or one address"),
        Text("两家投标人登记了同一法定代表人", "Two bidders are registered with one legal representative"),
    ),
    # bids.SealedBid: arrived_at, state; bids.ClosingList.closed_at; tenders.Notice.deadline_at; record.queries.seconds_ahead_of_witnesses.
    Watch(
        "late_bids",
        Text("截止之后一份也不收，截止按国家标准时间走", "Not one bid is taken after the deadline, and the deadline runs by standard time"),
        ("bid-received/v1", "section-closed/v1"),
        Text("没有暂停，截止清单却晚于截止时间 2 分钟以上，或者还没有截止；或者平台时钟比见证方快 10 秒以上", "Without a hold a closing list came over 2 minutes late or not yet, or our clock is over 10 seconds ahead of the witnesses"),
        Text("生效的投标文件，送达时间不早于截止时间", "A bid in force arrived at its deadline or later"),
    ),
    # tenders.Section: bid_security_fen, estimate_fen; Tender.kind; rules bid_security_max_percent, bid_security_max_<kind>_fen.
    Watch(
        "bid_security",
        Text("要求的投标保证金不超过估算价的 2%", "The bid security asked for is at most 2% of the estimate"),
        ("notice-published/v1",),
        Text("没有超过 2%，但超过部门规章的封顶金额", "It is within 2% but above the ceiling of the ministries' orders"),
        Text("超过估算价的 2%", "It is above 2% of the estimate"),
    ),
    # bids.Release: organisation, group, unopened, on_paper; people.OrganisationKey.revoked_at of guardians in Notice.access of the notice in force.
    Watch(
        "guardians_apart",
        Text("两组保管人各自签名交出份额，没有一家握住两组的钥匙", "Both groups release by their own signatures, and nobody holds the keys of both"),
        ("card-handed-in/v1", "shares-released/v1", "key-revoked/v1"),
        Text("交出时写明有信封没有份额，或者投标期间有保管人的密钥被吊销", "A release names envelopes without a share, or a guardian's key was revoked during the bid period"),
        Text("保管人改用纸面念出密钥，或者同一单位替两组交出份额", "A guardian's identity was read out on paper, or one organisation released for both groups"),
    ),
    # bids.OpenedBid.fault (the same as in bid-failed); bids.ClosingList: decrypt_until_at, finished_at.
    Watch(
        "bids_unopened",
        Text("截止清单上的每份投标文件都解密唱标，解不开的查明了责任", "Every bid of the closing list is opened and read out, and for each failure it is known whose fault it was"),
        ("closing-list-disclosed/v1", "bid-opened/v1", "bid-failed/v1", "opening-finished/v1"),
        Text("有文件没有解开，原因不在投标人，责任还没有查明", "A bid was not opened, not by its bidder's fault, and nobody is named yet"),
        Text("没有解开是保管人的责任，或者解密时限过后 60 分钟仍有文件没有结果", "A guardian is at fault, or 60 minutes after the window some bid has no outcome"),
    ),
    # bids.OpeningObjection: raised_at, answered_at; the host's bids.RecordSignature.at.
    Watch(
        "opening_objections",
        Text("对开标的异议当场答复并记入记录", "Objections to the opening are answered on the spot and recorded"),
        ("opening-objection-raised/v1", "opening-objection-answered/v1", "opening-record-signed/v1"),
        Text("提出异议 10 分钟没有答复", "An objection has had no answer for 10 minutes"),
        Text("提出异议 60 分钟没有答复，或者没有答复就签了开标记录", "It has had none for 60 minutes, or the record was signed before it"),
    ),
    # opening-record-made and -signed: `document`; bids.OpeningRecord against its blobs; what bidders signed; ClosingList.finished_at.
    Watch(
        "opening_record",
        Text("签署的开标记录就是当场公示的那一份", "The record that was signed is the one that was laid out"),
        ("opening-finished/v1", "opening-record-made/v1", "opening-record-countersigned/v1", "opening-record-signed/v1"),
        Text("唱标完成 4 小时，开标记录还没有签署", "Four hours after the read-out the record is not signed"),
        Text("签署的文件与公示的哈希不同，或者存档的字节已经改变", "The signed document has another hash, or its stored bytes have changed"),
    ),
    # decrypt-window-extended: how many for a section's round; bids.ClosingList.decrypt_until_at against the start and the notice's minutes.
    Watch(
        "window_extended",
        Text("解密时限按公告走，延长有理由、有限度", "The decryption window is the notice's; extensions have a reason and an end"),
        ("release-started/v1", "decrypt-window-extended/v1"),
        Text("解密时限延长过一次", "The window was extended once"),
        Text("延长两次以上，或者合计超过 60 分钟，或者时限变长而日志里没有延长", "It was extended twice or more, or by over 60 minutes in all, or with no extension in the log"),
    ),
)
# fmt: on
