"""Verdicts on what a notice says, its documents, and who holds the opening's keys. Pure."""

from collections.abc import Iterator
from datetime import date

from qinglian.domain.tenders.access import GROUPS, access_faults, groups_of, has_guardians
from qinglian.domain.tenders.procedures import EVALUATION_METHODS, procedure
from qinglian.domain.tenders.sheet_form import check_form
from qinglian.domain.tenders.terms import NoticeTerms, TermFinding
from qinglian.domain.tenders.verdict import Verdict, judged
from qinglian.law.rulebook import rule
from qinglian.law.text import Text


def verdicts_on_content(terms: NoticeTerms) -> Iterator[Verdict]:
    """This will judge approval, contents, qualification, documents, evaluation method and phrases that may exclude."""
    on = terms.judged_at.date()
    yield _on_approval(terms, on)
    yield _stated(on, "funds_stated", terms.fund_source, named=Text("资金来源", "Source of funds"), field="project")
    yield _on_contents(terms, on)
    yield _on_procedure(terms, on)
    yield _stated(
        on,
        "qualification_stated",
        terms.qualification,
        named=Text("资格要求", "Qualification"),
        field="qualification",
        missing="note",
    )
    yield _on_consortium(terms, on)
    yield _on_documents(terms, on)
    yield from _on_sections(terms, on)
    yield _on_validity(terms, on)
    yield from _on_terms(terms.findings, on)
    yield _stated(
        on,
        "supervisor_named",
        terms.supervisor,
        named=Text("行政监督部门", "Supervising authority"),
        field="supervisor",
        missing="note",
    )
    yield from _always(terms, on)


def verdicts_on_keys(terms: NoticeTerms) -> Iterator[Verdict]:
    """This will judge who must agree to open: groups, their independence, cards, the time to decrypt."""
    on = terms.judged_at.date()
    faults = access_faults(terms.access)
    if faults:
        yield judged("opening_key_groups", on=on, outcome="broken", finding=faults[0], field="access")
        return
    yield _on_groups(terms, on)
    if has_guardians(terms.access):
        yield _on_groups_apart(terms, on)
        yield _on_cards(terms, on)
    if terms.access["mode"] != "G":
        yield _on_window(terms, on)


def _stated(on: date, key: str, value: str, *, named: Text, field: str, missing: str = "broken") -> Verdict:
    if value.strip():
        return judged(
            key, on=on, outcome="met", finding=Text(f"{named.zh}已写明", f"{named.en} is stated"), field=field
        )
    return judged(
        key, on=on, outcome=missing, finding=Text(f"没有写明{named.zh}", f"{named.en} is missing"), field=field
    )


def _on_approval(terms: NoticeTerms, on: date) -> Verdict:
    if terms.approval_number.strip():
        finding = Text(f"立项批复 {terms.approval_number}", f"Approved: {terms.approval_number}")
        return judged("project_approved", on=on, outcome="met", finding=finding, field="project")
    outcome = "broken" if terms.state_funded else "note"
    return judged(
        "project_approved",
        on=on,
        outcome=outcome,
        finding=Text("没有立项批复文号", "No approval number"),
        field="project",
    )


def _on_contents(terms: NoticeTerms, on: date) -> Verdict:
    wanted = (
        ("place", terms.place, Text("没有写实施地点", "The place is missing")),
        (
            "tenderer_address",
            terms.tenderer_address,
            Text("登记信息中没有招标人地址", "The tenderer's address is missing"),
        ),
        ("text", terms.text, Text("没有写公告正文", "The notice has no text")),
    )
    for field, value, wrong in wanted:
        if not value.strip():
            return judged("notice_contents", on=on, outcome="broken", finding=wrong, field=field)
    finding = Text(
        "名称、地址、性质、数量、地点、时间、取得文件的办法齐备",
        "Name, address, nature, quantity, place, times and access to documents are stated",
    )
    return judged("notice_contents", on=on, outcome="met", finding=finding, field="text")


def _on_procedure(terms: NoticeTerms, on: date) -> Verdict:
    row = procedure(terms.procedure)
    if row.is_open:
        return judged(
            "notice_published",
            on=on,
            outcome="met",
            finding=Text(f"{row.label.zh}，发布公告", f"{row.label.en}, by public notice"),
        )
    outcome = "note" if terms.state_funded else "met"
    return judged(
        "open_tender_state_funds", on=on, outcome=outcome, finding=Text("邀请招标", "By invitation"), field="procedure"
    )


def _on_consortium(terms: NoticeTerms, on: date) -> Verdict:
    if terms.consortium_allowed is None:
        finding = Text("没有写明是否接受联合体", "Whether consortia may bid is not stated")
        return judged("consortium_stated", on=on, outcome="broken", finding=finding, field="consortium_allowed")
    finding = (
        Text("接受联合体投标", "Consortia may bid")
        if terms.consortium_allowed
        else Text("不接受联合体投标", "Consortia may not bid")
    )
    return judged("consortium_stated", on=on, outcome="met", finding=finding, field="consortium_allowed")


def _on_documents(terms: NoticeTerms, on: date) -> Verdict:
    if terms.document_count:
        finding = Text(f"招标文件 {terms.document_count} 个", f"Tender documents: {terms.document_count}")
        return judged("document_present", on=on, outcome="met", finding=finding, field="documents")
    return judged(
        "document_present",
        on=on,
        outcome="broken",
        finding=Text("没有上传招标文件", "No tender document was uploaded"),
        field="documents",
    )


def _on_sections(terms: NoticeTerms, on: date) -> Iterator[Verdict]:
    if not terms.sections:
        yield judged(
            "section_present",
            on=on,
            outcome="broken",
            finding=Text("没有标段", "There is no section"),
            field="sections",
        )
    for section in terms.sections:
        field, named = f"section-{section.number}-evaluation_method", f"标段 {section.number}"
        method = EVALUATION_METHODS.get(section.evaluation_method)
        if method is None:
            finding = Text(f"{named} 没有选评标办法", f"Section {section.number} names no evaluation method")
            yield judged("evaluation_method_named", on=on, outcome="broken", finding=finding, field=field)
        else:
            finding = Text(f"{named} 用{method.zh}", f"Section {section.number}: {method.en}")
            yield judged("evaluation_method_named", on=on, outcome="met", finding=finding, field=field)
        faults = check_form(section.sheet_form)
        finding = (
            faults[0].wrong
            if faults
            else Text(
                f"{named} 开标一览表有 {len(section.sheet_form)} 项，含投标价格",
                f"Section {section.number}: the sheet has {len(section.sheet_form)} fields, the price among them",
            )
        )
        yield judged(
            "sheet_form_complete",
            on=on,
            outcome="broken" if faults else "met",
            finding=finding,
            field=f"section-{section.number}-sheet_form",
        )


def _on_validity(terms: NoticeTerms, on: date) -> Verdict:
    days = terms.bid_validity_days
    finding = Text(
        f"投标有效期 {days} 日，从截止起算；保证金同期",
        f"Bids are valid for {days} days from the deadline; so is the security",
    )
    wrong = Text("没有写明投标有效期", "Bid validity is missing")
    return judged(
        "bid_validity_stated",
        on=on,
        outcome="met" if days > 0 else "broken",
        finding=finding if days > 0 else wrong,
        field="bid_validity_days",
    )


def _on_terms(findings: tuple[TermFinding, ...], on: date) -> Iterator[Verdict]:
    if not findings:
        finding = Text(
            "没有扫描到地域、所有制、品牌等限制用语", "No phrase limiting region, ownership or brand was found"
        )
        yield judged("exclusionary_terms", on=on, outcome="met", finding=finding, field="documents")
    for found in findings:
        place = _place_of(found)
        words = Text(f"{place.zh}“{found.term}”或有排斥", f"“{found.term}” in {place.en} may exclude bidders")
        yield judged(
            found.rule,
            on=on,
            outcome="note",
            finding=words,
            field="documents",
            counted=Text(found.excerpt, found.excerpt),
        )


def _place_of(found: TermFinding) -> Text:
    kind, _, number = found.where.partition(":")
    known = {
        "qualification": Text("资格要求", "the qualification"),
        "text": Text("公告正文", "the notice's text"),
        "section": Text(f"标段 {number} 内容", f"the scope of section {number}"),
    }
    return known.get(kind, Text(found.where, found.where))


def _always(terms: NoticeTerms, on: date) -> Iterator[Verdict]:
    yield judged(
        "downloaders_secret", on=on, outcome="met", finding=Text("不记录谁下载了文件", "Who downloads is not recorded")
    )
    yield judged(
        "no_registration_to_download",
        on=on,
        outcome="met",
        finding=Text("下载免费，不须报名", "Free download, no registration"),
    )
    finding = Text(f"平台网址 {terms.platform_address}", f"Platform address {terms.platform_address}")
    yield judged("platform_address_stated", on=on, outcome="met", finding=finding)


def _on_groups(terms: NoticeTerms, on: date) -> Verdict:
    need = rule("opening_key_groups", on=on).number()
    names = [group["name"] for group in groups_of(terms.access)]
    if len(names) >= need:
        return judged("opening_key_groups", on=on, outcome="met", finding=_said_groups(terms), field="access")
    if terms.access["mode"] == "B":
        finding = Text("只由投标人解密，监督方没有钥匙", "Bidders alone decrypt; no authority holds a key")
        return judged("opening_key_groups", on=on, outcome="note", finding=finding, field="access")
    finding = Text(
        f"只有 {len(names)} 组保管人，须有 {need} 组", f"Only {len(names)} group of guardians, {need} are due"
    )
    return judged("opening_key_groups", on=on, outcome="broken", finding=finding, field="access")


def _said_groups(terms: NoticeTerms) -> Text:
    rows = [(GROUPS[group["name"]], group["threshold"], len(group["guardians"])) for group in groups_of(terms.access)]
    zh = "，".join(f"{label.zh} {count} 人中 {threshold} 人" for label, threshold, count in rows)
    en = ", ".join(f"{label.en.lower()} {threshold} of {count}" for label, threshold, count in rows)
    return Text(f"开标须两组都同意：{zh}", f"Both groups must agree: {en}")


def _on_groups_apart(terms: NoticeTerms, on: date) -> Verdict:
    seats: dict[str, set[str]] = {}
    for group in groups_of(terms.access):
        for guardian in group["guardians"]:
            seats.setdefault(terms.guardian_organisations.get(guardian, guardian), set()).add(group["name"])
    both = [organisation for organisation, names in seats.items() if len(names) > 1]
    finding = (
        Text("一个单位在两组都有保管人", "One organisation sits in both groups")
        if both
        else Text("两组保管人分属不同单位", "The groups belong to different organisations")
    )
    return judged("guardian_groups_apart", on=on, outcome="broken" if both else "met", finding=finding, field="access")


def _on_cards(terms: NoticeTerms, on: date) -> Verdict:
    if not terms.cards_missing:
        finding = Text("保管人密钥卡齐备", "Every guardian's card is in")
        return judged("guardian_cards_complete", on=on, outcome="met", finding=finding, field="access")
    zh, en = "、".join(terms.cards_missing), ", ".join(terms.cards_missing)
    finding = Text(f"还缺密钥卡（单位、张数、标段）：{zh}", f"Cards are missing (organisation, number, section): {en}")
    outcome = "broken" if terms.for_publication else "note"
    return judged("guardian_cards_complete", on=on, outcome=outcome, finding=finding, field="access")


def _on_window(terms: NoticeTerms, on: date) -> Verdict:
    usual, minutes = rule("decrypt_window_minutes", on=on).number(), terms.decrypt_window_minutes
    zh, en = ("不短于", "not shorter than") if minutes >= usual else ("短于", "shorter than")
    finding = Text(
        f"解密时限 {minutes} 分钟，{zh}通常的 {usual} 分钟", f"{minutes} minutes to decrypt, {en} the usual {usual}"
    )
    return judged(
        "decrypt_window_minutes",
        on=on,
        outcome="met" if minutes >= usual else "note",
        finding=finding,
        field="decrypt_window_minutes",
    )
