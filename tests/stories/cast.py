"""The people of the stories, brought on stage through the API: a centre, an authority, buyers, guardians, bidders. All fictional."""

import secrets
import time
from dataclasses import dataclass, field

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from stdnum.cn import uscc

from qinglian.domain.people import actions
from qinglian.domain.people.agreement import VERSION
from qinglian.domain.people.invitations import token_of
from qinglian.domain.people.roles import role
from qinglian.trust.documents import sign_document
from qinglian.trust.keys import Master
from tests.stories.stage import Refused, Stage

PASSWORD = "江城演示-qinglian-2026"
FIRST_BIDDER = 100
SURNAMES = tuple("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许")
GIVEN_NAMES = (
    "怀远", "明诚", "立群", "知行", "守正", "思齐", "若谷", "致远", "景行", "克勤",
    "伯庸", "仲谋", "叔达", "季常", "子安", "文渊", "书勤", "学海", "春和", "秋实",
)  # fmt: skip


@dataclass(frozen=True)
class Guardian:
    """Somebody who holds an opening key: login, name, organisation, group, master, and the id that access structures use."""

    login: str
    name: str
    organisation: str
    group: str
    master: Master = field(repr=False)
    id: str


@dataclass(frozen=True)
class Bidder:
    """A firm with a bound key. `login` is its agent's, empty when the firm works with its tool alone."""

    name: str
    id: str
    master: Master = field(repr=False)
    login: str = ""


@dataclass
class Cast:
    """Everybody. Logins of staff are fixed words: admin, verifier, host, registrar, officer, reviewer, inspector."""

    centre: str = ""
    authority: str = ""
    tenderer: str = ""
    guardians: list[Guardian] = field(default_factory=list)
    bidders: dict[str, Bidder] = field(default_factory=dict)

    def access(self, mode: str = "G") -> dict[str, object]:
        """This will return the usual access structure: one of two supervisors and one of two traders (and the bidder, in G+B)."""
        groups = [
            {"name": name, "threshold": 1, "guardians": [one.id for one in self.guardians if one.group == name]}
            for name in ("supervision", "trade")
        ]
        bidder = [{"name": "bidder", "threshold": 1, "guardians": ["bidder"]}] if mode == "G+B" else []
        return {"mode": mode, "groups": groups + bidder}


def gather(stage: Stage) -> Cast:
    """This will found the centre and bring in staff, authority, tenderer and four guardians; bidders come with `admit_bidder`."""
    cast = Cast()
    founder = actions.found_centre(
        name="江城市公共资源交易中心", credit_code=credit_code(1), login="admin", person_name="秦越", roles=["centre_admin"], at=stage.now
    )  # fmt: skip
    cast.centre = founder.posts.get().organisation_id
    _enter(stage, "admin", founder.pk, token_of(founder), second_factor=True)
    appoint(stage, cast.centre, login="verifier", name="何静", title="核验员", roles=["centre_verifier"])
    appoint(stage, cast.centre, login="host", name="陆明", title="开标主持人", roles=["centre_host"])
    appoint(stage, cast.centre, login="registrar", name="蔡文", title="专家库管理员", roles=["expert_officer"])
    authority = {"name": "江城市住房和城乡建设局", "credit_code": credit_code(2), "details": _details("周正")}
    cast.authority = stage.post("/people/authorities", authority, by="admin")["id"]
    appoint(stage, cast.authority, login="inspector", name="沈毅", title="监督科科长", roles=["supervisor"])
    cast.tenderer = register(
        stage, "江城市水务建设有限公司", number=3, kinds=["tenderer"], login="officer", person="方敏"
    )
    appoint(
        stage, cast.tenderer, login="reviewer", name="丁一", title="招标复核人、项目负责人", roles=["buyer_reviewer"]
    )
    for name, login, where, group, by in (
        ("沈岚", "guardian-s1", cast.authority, "supervision", "admin"),
        ("罗毅", "guardian-s2", cast.authority, "supervision", "admin"),
        ("顾平", "guardian-t1", cast.tenderer, "trade", "officer"),
        ("宋清", "guardian-t2", cast.centre, "trade", "admin"),
    ):
        cast.guardians.append(_guardian(stage, login=login, name=name, where=where, group=group, by=by))
    return cast


def register(stage: Stage, name: str, *, number: int, kinds: list[str], login: str, person: str) -> str:
    """This will register an organisation by a person, file it, let the centre verify it, and return its id."""
    body = {
        "agreement": VERSION,
        "organisation": _organisation(name, number, kinds, person),
        "declarant": {"login": login, "name": person, "password": PASSWORD},
    }
    filing = stage.post("/people/registrations/person", body)["filing"]
    stage.sign_in(login, PASSWORD)
    stage.post(f"/people/filings/{filing['id']}/file", by=login)
    stage.post(f"/people/filings/{filing['id']}/verify", by="verifier")
    return str(filing["organisation"])


def admit_bidder(stage: Stage, cast: Cast, name: str, *, login: str = "") -> Bidder:
    """This will register a bidder by its own signature, or by a person when a login is named, verify it and bind its key."""
    master, number = new_master(), FIRST_BIDDER + len(cast.bidders)
    if login:
        organisation = register(stage, name, number=number, kinds=["bidder"], login=login, person="林晓")
        key = stage.post("/people/keys", proposal(master, organisation=organisation, name=name), by=login)["id"]
    else:
        document = {
            "type": "registration/v1",
            "origin": settings.QINGLIAN_ORIGIN,
            "agreement": VERSION,
            "label": "投标专用",
        }
        data = {"organisation": _organisation(name, number, ["bidder"], "林晓")}
        answer = stage.post("/people/registrations", sign_document(master, document | data))
        stage.post(f"/people/filings/{answer['filing']['id']}/verify", by="verifier")
        organisation, key = answer["filing"]["organisation"], answer["key"]["id"]
    stage.post(f"/people/keys/{key}/bind", {"compared": "phone"}, by="verifier")
    cast.bidders[name] = Bidder(name, organisation, master, login)
    return cast.bidders[name]


def appoint(
    stage: Stage, organisation: str, *, login: str, name: str, title: str, roles: list[str], by: str = "admin"
) -> None:
    """This will create a person with a post; the person accepts the invitation and sets up the second factor where it is due."""
    body = {"login": login, "name": name, "title": title, "roles": roles}
    invited = stage.post(f"/people/organisations/{organisation}/persons", body, by=by)
    _enter(
        stage, login, invited["person"], invited["token"], second_factor=any(role(code).second_factor for code in roles)
    )


def proposal(master: Master, *, organisation: str, name: str, purpose: str = "organisation") -> dict[str, object]:
    """This will sign a key proposal."""
    document = {
        "type": "key-proposal/v1",
        "origin": settings.QINGLIAN_ORIGIN,
        "organisation": organisation,
        "name": name,
    }
    return sign_document(master, document | {"purpose": purpose, "label": "演示密钥"})


def new_master() -> Master:
    """This will make a random master, as every owner does on the own machine."""
    return Master(secrets.token_bytes(32))


def credit_code(number: int) -> str:
    """This will make a valid credit code in the range of a fictional city."""
    body = f"91990100{number:09d}"
    return body + uscc.calc_check_digit(body)


def _guardian(stage: Stage, *, login: str, name: str, where: str, group: str, by: str) -> Guardian:
    appoint(stage, where, login=login, name=name, title="密钥保管人", roles=["guardian"], by=by)
    master = new_master()
    owner = stage.get(f"/people/organisations/{where}", by=login)["name"]
    key = stage.post("/people/keys", proposal(master, organisation=where, name=owner, purpose="guardian"), by=login)
    bound = stage.post(f"/people/keys/{key['id']}/bind", {"compared": "in_person"}, by="verifier")
    return Guardian(login, name, where, group, master, bound["guardian"])


def _enter(stage: Stage, login: str, person: str, token: str, *, second_factor: bool) -> None:
    stage.post("/people/invitations", {"person": person, "token": token, "password": PASSWORD})
    stage.sign_in(login, PASSWORD)
    if second_factor:
        secret = stage.post("/people/session/second-factor", by=login)["secret"]
        _confirm_second_factor(stage, login, secret)


def _confirm_second_factor(stage: Stage, login: str, secret: str) -> None:
    for _ in range(2):  # the half minute of a code may end on the way
        code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
        try:
            stage.put("/people/session/second-factor", {"code": code}, by=login)
        except Refused:
            continue
        return


def _organisation(name: str, number: int, kinds: list[str], person: str) -> dict[str, object]:
    return {"name": name, "credit_code": credit_code(number), "kinds": kinds, "details": _details(person, number)}


def _details(person: str, number: int = 0) -> dict[str, str]:
    """Bidders, numbered from 100 on, share no person, phone or address: a watch of the risk wall compares them."""
    told = {
        "address": f"江城市演示路 {len(person)} 号",
        "legal_representative": person,
        "contact_name": person,
        "contact_phone": "0999-5550100",
        "contact_email": "",
    }
    if number < FIRST_BIDDER:
        return told
    place = number - FIRST_BIDDER
    head = SURNAMES[place % len(SURNAMES)] + GIVEN_NAMES[place // len(SURNAMES) % len(GIVEN_NAMES)]
    own = {"address": f"江城市江滨路 {place + 1} 号", "contact_phone": f"0999-{5_551_000 + place}"}
    return told | own | {"legal_representative": head}
