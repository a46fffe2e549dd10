"""What the platform watches from the draw of experts on: evaluation, candidates, award, fees, archive, systems, posts.

Facts of a session are sealed until the result: a tile then tells that a measure failed, never which member or bid it concerns.
"""

from qinglian.domain.integrity.catalogue.point import Watch
from qinglian.law.text import Text

# fmt: off
AFTER: tuple[Watch, ...] = (
    # names-sought by draw; the place of panel-disclosed in the log against award-made and section-failed.
    Watch(
        "names_sought",
        Text("结果确定以前没有人打听抽中的专家", "Nobody asks for the drawn experts before the result"),
        ("names-sought/v1", "panel-disclosed/v1", "award-made/v1", "section-failed/v1"),
        Text("有人在公开以前查过一次名单，被拒绝", "Somebody asked for the names once and was refused"),
        Text("同一次抽取被查过两次以上，或者名单早于结果公开", "It happened twice or more for one draw, or the names came out before the result"),
    ),
    # draw-abandoned by section and round; whether draw-made of the same number precedes it.
    Watch(
        "draws_repeated",
        Text("一个标段只抽一次，放弃重抽要说明理由", "A section is drawn for once; another draw needs a reason"),
        ("draw-requested/v1", "draw-made/v1", "draw-abandoned/v1"),
        Text("放弃过一次抽取", "One draw was abandoned"),
        Text("同一轮放弃两次以上，或者抽出人以后才放弃", "Two were abandoned in one round, or one after its draw was made"),
    ),
    # tenders.Seed: how, failed; draw-made `seed` recomputed from seed-revealed (trust.draw).
    Watch(
        "seeds_revealed",
        Text("各方按承诺公开种子，抽取结果可以重算", "Each party reveals the seed that it committed to, and the draw follows from them"),
        ("seed-committed/v1", "seed-revealed/v1", "seed-share-released/v1", "seed-failed/v1", "draw-made/v1"),
        Text("有一方不公开种子，由保管人从存底打开", "A party did not reveal, and guardians opened its deposit"),
        Text("存底打不开或者与承诺不符，或者抽取用的种子重算不出来", "A deposit does not open or fit, or the draw's seed does not follow from the seeds"),
    ),
    # expert-changed (confidential): `act` admit, its `at` against draw-roster-fixed; experts.Draw: approval, state.
    Watch(
        "roster_changes",
        Text("抽取名册固定前一天不临时进人，名册经监督方核对后才用", "No expert is let in on the eve of a roster, and no roster is used before the supervision group compared it"),
        ("expert-changed/v1", "draw-roster-fixed/v1", "draw-roster-approved/v1", "draw-exclusions-fixed/v1"),
        Text("名册固定前 24 小时内有专家入库", "An expert was admitted within 24 hours before a roster was fixed"),
        Text("24 小时内入库 3 人以上，或者没有核对的名册进入下一步", "Three or more were, or a roster went on without approval"),
    ),
    # experts.Call.state recused by draw: who accepted and then left, before the session or at its seat. Who came late is not counted.
    Watch(
        "late_recusals",
        Text("应当回避的在抽取前排除，不到临场才说", "Who must be recused is left out before the draw, not found out at the seat"),
        ("draw-exclusions-fixed/v1", "expert-answered/v1"),
        Text("一次抽取中有 1 人答应以后才回避或者被换下", "In one draw 1 expert left after accepting"),
        Text("一次抽取中有 2 人以上答应以后才回避或者被换下", "In one draw 2 or more did"),
    ),
    # evaluation.Member: seated_at, identity_checked_by; the first Sheet.locked_at of the member.
    Watch(
        "identities_checked",
        Text("每个席位的人与证件核对过，才开始评分", "Each person at a seat is compared with a document before any sheet is locked"),
        ("seat-taken/v1", "identity-checked/v1", "sheet-locked/v1"),
        Text("签到 30 分钟还没有核对身份", "A member has sat for 30 minutes unchecked"),
        Text("没有核对身份的席位已经锁定评分表", "A seat without a check has locked a sheet"),
    ),
    # outliers-noticed: `rows` by seat and bid (law.evaluation.outliers). Told once the result is public.
    Watch(
        "outliers",
        Text("偏离多数评委的打分都提请说明，不悄悄放过", "Scores far from the others are put to their member, none passes in silence"),
        ("outliers-noticed/v1", "candidates-published/v1", "section-failed/v1"),
        Text("有评委的打分明显偏离其他评委", "A member's score lies far from the others"),
        Text("同一评委对 3 份以上投标文件的打分都明显偏离", "One member's scores lie far for 3 bids or more"),
    ),
    # evaluation.Member.state replaced by session; the first Sheet.locked_at of kind technical or business against its Call.answered_at.
    Watch(
        "members_replaced",
        Text("评委非因法定事由不更换，换人后重新评审", "Members are replaced for lawful reasons only, and successors review anew"),
        ("member-replaced/v1", "sheet-locked/v1"),
        Text("一次评标更换了 1 名评委", "In a session 1 member was replaced"),
        Text("更换 2 名以上，或者有评分表锁定以后才换人", "Two or more were, or one after a score sheet had been locked"),
    ),
    # evaluation.Sheet: signed against the sealed fact's `sheet` (scores-voided takes sheets out of force), is_void; locked_at and seated_at:
    # since when nothing came at the table; of sessions that run or ended within 30 days: later anybody can compare the disclosed sheets.
    Watch(
        "sheets_kept",
        Text("评分表签名锁定后一字不动，被更换评委的评分表作废", "A locked sheet stays as it was signed, and a replaced member's sheets are void"),
        ("sheet-locked/v1", "scores-voided/v1", "member-replaced/v1"),
        Text("其他评委都已锁定，有一张评分表拖了 2 小时没有锁定", "All others are locked, and one sheet has been open for 2 hours since"),
        Text("库里的评分表与日志不符，被更换评委的评分表仍在计分，或者在任评委的被作废", "A stored sheet differs from the log, a replaced member's sheet counts, or one in force is void"),
    ),
    # evaluation.FileView by member against files-listed, up to the member's locking of the technical and business sheets.
    Watch(
        "files_viewed",
        Text("评委看过投标文件才打分", "Members read the bids before they score them"),
        ("files-listed/v1", "file-viewed/v1", "sheet-locked/v1"),
        Text("评委锁定评分表时，打开过的投标文件不到一半", "A member locked a score sheet having opened under half of the files"),
        Text("评委一份文件也没有打开就锁定评分表", "A member locked a score sheet without opening any file"),
    ),
    # evaluation.ReportSignature: signed, dissent. Told once the result is public.
    Watch(
        "report_signatures",
        Text("评委都在评标报告上签字，不同意见写明理由", "All members sign the report, and dissent is written with its reasons"),
        ("evaluation-finished/v1", "report-signed/v1", "candidates-published/v1"),
        Text("有评委书面写明不同意见", "A member dissented in writing"),
        Text("有评委不签字也不写意见，按同意处理", "A member neither signed nor wrote, which counted as agreement"),
    ),
    # evaluation.Session.finished_at against contracts.Candidacy.published_at or now; contracts.queries.tasks.publicity_due.
    Watch(
        "candidates_late",
        Text("收到评标报告 3 日内公示中标候选人", "Candidates are published within 3 days of the report"),
        ("evaluation-finished/v1", "candidates-published/v1"),
        Text("评标结束 2 日还没有公示", "Two days after the evaluation they are not published"),
        Text("超过 3 日才公示，或者至今没有公示", "They came after more than 3 days, or are still missing"),
    ),
    # contracts.Candidacy: published_at, until_at (three calendar days at least); Award.awarded_at; working days by law.calendar.
    Watch(
        "publicity_kept",
        Text("公示不少于 3 日，期满以后才定标", "Candidates stay public for 3 days, and the award follows the end"),
        ("candidates-published/v1", "award-made/v1"),
        Text("公示期内没有一个完整的工作日", "The period holds not one whole working day"),
        Text("公示期不足 3 日，或者期满以前已经定标", "The period is under 3 days, or the award precedes its end"),
    ),
    # objections.Objection in state waiting: answer_until_at; answered_at for those answered late.
    Watch(
        "objections_late",
        Text("对中标候选人的异议 3 日内答复", "Objections to candidates are answered within 3 days"),
        ("candidate-objection-raised/v1", "candidate-objection-answered/v1", "candidate-objection-withdrawn/v1"),
        Text("有异议距答复期限不足 24 小时", "An objection is due in less than 24 hours"),
        Text("有异议过了期限还没有答复，或者答复晚于期限", "An objection is past its time unanswered, or was answered late"),
    ),
    # contracts.Candidacy.rows (publicity.candidate_rows) against evaluation.Result.document: ranking, candidates.
    Watch(
        "candidates_complete",
        Text("公示的名次、价格与评标结果一致，该公示的都公示", "Published ranks and prices are the report's, and what the law wants public is there"),
        ("evaluation-finished/v1", "candidates-published/v1"),
        Text("候选人的质量、工期或者项目负责人有一栏空着", "A candidate's quality, period or project manager is left empty"),
        Text("人数、名次或者价格与评标结果不一致", "Number, rank or price differs from the report"),
    ),
    # award-made: `rank`, `cause`, `evidence`; projects.Project.state_funded.
    Watch(
        "award_rank",
        Text("排名第一的中标；另定他人的有法定事由和依据", "Rank one wins, or a lawful cause and its evidence are stated"),
        ("candidates-published/v1", "award-made/v1"),
        Text("定标给排名靠后的候选人，写明了法定事由和依据", "A lower rank was awarded with a lawful cause and evidence"),
        Text("国有资金项目没有法定事由就越过排名第一", "State funds dominate, and rank one was passed over without a cause"),
    ),
    # contracts.Award.awarded_at; contracts.Rejection by award against bids in evaluation.Result.document (ranking and rejected).
    Watch(
        "rejections_sent",
        Text("定标的同时通知每一家未中标的投标人并写明理由", "With the award every other bidder is told, with the reasons"),
        ("evaluation-finished/v1", "award-made/v1", "award-notices-sent/v1"),
        Text("定标 24 小时还没有发出通知", "The notices are not out 24 hours after the award"),
        Text("发出的落选通知少于未中标的家数", "Fewer notices went out than there are other bidders"),
    ),
    # evaluation.Fee: hours, amount_fen, rule; evaluation.Member: seated_at, state; rule expert_fee_half_day_fen.
    Watch(
        "expert_fees",
        Text("专家劳务费按签到和结束时间计算，不由人填", "Experts' fees follow from sign-in and end, nobody types them in"),
        ("seat-taken/v1", "evaluation-finished/v1"),
        Text("一人一次的劳务费超过两个半天", "One fee of one session exceeds two half days"),
        Text("金额与时长按标准算不出来，或者没有签到、已经更换的人领了费", "The amount does not follow from the hours, or somebody who never sat or was replaced is paid"),
    ),
    # record.upkeep: what the last `manage.py scrub` noted (at, faults); blobs named by these facts through record.blobs.path_of.
    Watch(
        "archive_whole",
        Text("开标记录、评标报告、中标通知书都在档，字节与日志一致", "Opening records, reports and award notices are kept, byte for byte as the log says"),
        ("opening-record-signed/v1", "evaluation-finished/v1", "award-notices-sent/v1"),
        Text("日志列出的档案在存储里找不到，或者 48 小时没有巡检", "A file that the log names is missing, or nothing was scrubbed for 48 hours"),
        Text("巡检发现字节、条目或者签名根与日志不符", "A scrub found bytes, entries or a signed root that differ from the log"),
    ),
    # people.Post in force: roles by person, posts of the centre and guardians' posts alike; holders of bound guardians' keys.
    Watch(
        "powers_apart",
        Text("管账号的不办业务，办业务的不管密钥", "Who manages accounts does no business, and who does business holds no opening key"),
        ("post-given/v1", "post-ended/v1"),
        Text("一人同时是核验员、开标主持人、专家库管理员当中的两种", "One person is two of verifier, opening host and keeper of the register"),
        Text("系统管理员兼办业务，或者兼任密钥保管人", "An administrator does business too, or is a guardian"),
    ),
    # axes.AccessAttempt: failures_since_start, attempt_time (settings AXES_FAILURE_LIMIT); sign-in-reset by person, then its acts.
    Watch(
        "sign_ins",
        Text("账号试错即锁，重置口令后不马上办大事", "Accounts lock after failures, and a reset sign-in does nothing grave at once"),
        ("sign-in-reset/v1", "invitation-accepted/v1", "shares-released/v1", "key-bound/v1", "notice-published/v1"),
        Text("24 小时内有账号因连续输错被锁，或者双因素岗位被重置", "Within 24 hours an account was locked out, or one with a second factor was reset"),
        Text("1 小时内 5 个以上账号被锁，或者重置后 24 小时内用来交密钥、绑密钥、发公告", "Within an hour 5 accounts were locked, or a reset one released, bound or published within 24 hours"),
    ),
    # record.queries: latest_checkpoint, latest_cosigned, witness_states (conflict); the oldest fact without an index. No facts: it is about the log itself.
    Watch(
        "log_alive",
        Text("公开日志不断编号，见证方按时签名", "The public log goes on, and its witnesses cosign in time"),
        (),
        Text("有事实等编号满 10 分钟，其间没有新的检查点，或者见证方 10 分钟没有凑够家数", "A fact has waited for 10 minutes without a new checkpoint, or the quorum has been missing for 10 minutes"),
        Text("超过 1 小时，或者有见证方持有另一份历史", "It has been an hour, or a witness holds another history"),
    ),
    # record.upkeep: what the last `manage.py backup` noted (made_at, log_size), else the first fact's `at`; record.models.LogHead.size. No facts.
    Watch(
        "backups",
        Text("每天备份，备份跟得上日志", "There is a backup every day, and it keeps up with the log"),
        (),
        Text("最近一次备份已过 26 小时，或者运行这么久还没有备份", "The last backup is over 26 hours old, or there was none in so long"),
        Text("最近一次备份已过 72 小时，或者备份里的日志比现在还长", "It is over 72 hours old, or its log is longer than the present one"),
    ),
    # people.ApiToken: created_at, expires_at, last_used_on, revoked_at, post.until_at; rule token.days. The facts are confidential.
    Watch(
        "tokens",
        Text("访问令牌有期限，不用就作废，离岗就失效", "Tokens end, idle ones are revoked, and they go with the post"),
        ("token-created/v1", "token-revoked/v1", "post-ended/v1"),
        Text("有效令牌 30 天没有用过", "A token in force was unused for 30 days"),
        Text("岗位已经结束令牌还没有作废，或者期限超过规定天数", "A token outlived its post, or runs longer than the rule allows"),
    ),
    # people.Post: from_at of posts at the centre with verifier, host, expert officer, administrator or guardian roles, without a gap.
    Watch(
        "post_rotation",
        Text("关键岗位任职不超过 5 年", "Nobody holds a key post for more than 5 years"),
        ("post-given/v1", "post-ended/v1"),
        Text("关键岗位连续任职满 4 年", "A key post has been held for 4 years"),
        Text("关键岗位连续任职满 5 年", "A key post has been held for 5 years"),
    ),
)
# fmt: on
