"""Risk points 46 to 56: archive and rooms, systems and accounts, and the centre's own affairs."""

from qinglian.domain.integrity.catalogue.point import Measure, RiskPoint
from qinglian.law.text import Text

# fmt: off
HOUSE: tuple[RiskPoint, ...] = (
    RiskPoint(
        "R46", "archive", "medium", Text("档案管理员", "Archivist"), "office",
        Text("交易档案|缺损失管", "Files lost or damaged"),
        Text(
            "要查旧案时，评标报告“找不到了”，录像“被覆盖了”；缺的恰好是有争议的那一份。日志里有这份文件的哈希，存储里没有它的字节。",
            "When an old case is looked into the report cannot be found and the recording was overwritten; what is missing is just the disputed one. The log has the file's hash, the store has no bytes to it.",
        ),
        Measure(
            Text("开标记录、评标报告、中标通知书按哈希入档，每日自动巡检字节与日志；缺损从备份补齐并查明责任", "Records, reports and award notices are filed by their hashes; bytes and log are scrubbed each night, losses are restored and accounted for"),
            Text("档案管理员，信息技术科提供巡检", "The archivist, with the information section's scrub"),
            Text("每日巡检", "Scrubbed daily"),
            Text("巡检报告、补档记录、责任认定", "The scrub's report, the note of restoration, the finding of fault"),
            watch="archive_whole",
        ),
        ("ZTB 36", "REG 36", "O39 17"),
    ),
    RiskPoint(
        "R47", "archive", "low", Text("场地管理员", "Keeper of rooms"), "office",
        Text("场地工位|看人安排", "Rooms given to friends first"),
        Text(
            "好时段、好评标室留给熟悉的代理机构，别家排不上只好改期；加急、延时收人情。预约记录上先申请的排在后面，改动没有审批人。",
            "Good hours and rooms go to a familiar agency while others must change their date; urgency and overtime are sold for favours. In the bookings the earlier request stands behind, and nobody signed for the change.",
        ),
        Measure(
            Text("场地按申请先后安排并公开日程；抽查改动和插队记录，逐条问清批准人", "Rooms follow the order of requests and the calendar is public; changes and jumps of the queue are sampled, and who allowed each is asked"),
            Text("办公室安排，监督检查科抽查", "The office gives rooms, the supervision section samples"),
            Text("每月抽查两天的日程", "Two days of the calendar each month"),
            Text("申请时间、日程表、改动审批单", "Times of request, the calendar, the slips of changes"),
            every_days=31,
        ),
        ("REG 5", "O39"),
    ),
    RiskPoint(
        "R48", "systems", "high", Text("系统管理员", "Administrator"), "information",
        Text("后台权限|集于一人", "Too many powers in one person"),
        Text(
            "系统管理员给自己加上核验、主持的角色，白天办业务、晚上改权限；没有人看得见他查了谁、批了什么。岗位名册上，他的角色在夜里加上、天亮前又去掉。",
            "The administrator adds verifying and hosting to its own post, does business by day and changes posts by night; nobody sees what it looked at or approved. In the list of posts a role comes at night and is gone by morning.",
        ),
        Measure(
            Text("管理、核验、主持、专家库、保管密钥分人任职；岗位增减写入公开日志，监督人员当日看到", "Administration, verifying, hosting, the register and the keys lie with different persons; changes of posts enter the public log and a supervisor sees them that day"),
            Text("系统管理员办理，监督检查科核对", "The administrator acts, the supervision section compares"),
            Text("每次授予或者收回岗位", "Whenever a post is given or ended"),
            Text("授予和结束岗位的事实、岗位分离表", "The facts of posts given and ended, the table of separation"),
            watch="powers_apart",
        ),
        ("CSL", "PLT"),
    ),
    RiskPoint(
        "R49", "systems", "medium", Text("持双因素岗位的人员", "Holders of posts with a second factor"), "information",
        Text("账号失守|口令外借", "Accounts lent or broken into"),
        Text(
            "把口令和动态口令器交给同事、实习生代点；或者有人撞口令、冒充本人要求重置，拿到账号后立刻批公告、交密钥。本人在外地出差，账号却在办公室登录。",
            "Password and token are lent to a colleague or trainee; or somebody guesses passwords, or has a sign-in reset in another's name, and at once approves a notice or releases keys. The holder is away on a journey while the account signs in at the office.",
        ),
        Measure(
            Text("输错五次锁定，要紧事项 15 分钟内再确认本人；重置须当面核身，24 小时内的大事由监督人员回访", "Five failures lock, grave acts want a fresh proof within 15 minutes; a reset is done face to face, and a supervisor calls back about what follows within 24 hours"),
            Text("信息技术科，监督检查科回访", "The information section; the supervision section calls back"),
            Text("随时监测，每次重置", "All the time, and at each reset"),
            Text("锁定记录、重置事实、回访记录", "Records of locks, the facts of resets, notes of call-backs"),
            watch="sign_ins",
        ),
        ("CSL", "CTS", "PLT"),
    ),
    RiskPoint(
        "R50", "systems", "medium", Text("平台运维人员", "Platform operators"), "information",
        Text("公开日志|停摆分叉", "The public log stopped or forked"),
        Text(
            "运维人员停掉日志编号，趁空档改数据；或者给不同的人看两套历史，把不利的事实藏起来。检查点中断一段时间，恢复后见证方不肯签名。",
            "An operator stops the log to change data in the gap, or shows two histories to hide a fact. Checkpoints stop for a while, and afterwards a witness will not cosign.",
        ),
        Measure(
            Text("日志每秒编号，外部见证方独立签名；停顿或者分叉即停止签署，通知见证方和监督部门一起查", "The log is numbered each second and outside witnesses cosign; at a stop or fork nothing more is signed, and witnesses and authority look into it together"),
            Text("信息技术科值守，外部见证方签名", "The information section stands by, outside witnesses sign"),
            Text("持续监测，异常立即处置", "Watched without pause, acted on at once"),
            Text("检查点、见证方签名、异常处置记录", "Checkpoints, cosignatures, the record of what was done"),
            watch="log_alive",
        ),
        ("CSL", "ESL", "PLT"),
    ),
    RiskPoint(
        "R51", "systems", "medium", Text("机房管理员", "Keeper of the machine room"), "information",
        Text("数据备份|有名无实", "Backups in name only"),
        Text(
            "备份任务早就失败，没有人看；有人借机房故障毁掉对自己不利的数据，一句“恢复不了”了事。备份文件夹的日期停在几个月前。",
            "The backup failed long ago unseen; a fault in the machine room then destroys unwelcome data, and “it cannot be restored” ends the matter. The dates in the backup folder end months ago.",
        ),
        Measure(
            Text("每日备份到另一处，核对备份清单与日志长度；每季度在空机上真实恢复一次", "A backup each day to another place, its manifest compared with the log's length; a true restore on an empty machine each quarter"),
            Text("信息技术科，两人轮流值守", "Two of the information section in turn"),
            Text("备份每日一次，恢复每季一次", "Backup daily, restore quarterly"),
            Text("备份清单、日志长度、恢复演练记录", "The manifest, the log's length, the record of the restore"),
            watch="backups",
        ),
        ("CSL", "O39 17"),
    ),
    RiskPoint(
        "R52", "systems", "low", Text("持访问令牌的人员", "Holders of API tokens"), "information",
        Text("访问令牌|流落在外", "API tokens left lying about"),
        Text(
            "离岗人员的程序令牌没有作废，还能读取业务数据；长期不用的令牌写在脚本里，谁拷走都能用。人已调走，令牌最近使用日期却是昨天。",
            "A leaver's token still reads business data; an idle one sits in a script and works for whoever copies it. The person has moved on, and the token was used yesterday.",
        ),
        Measure(
            Text("令牌限期、限范围，随岗位结束作废；30 天没有用过的通知本人作废", "Tokens have an end and a scope and go with the post; after 30 idle days the holder is told to revoke"),
            Text("令牌持有人，信息技术科清理", "The holders; the information section clears up"),
            Text("每日清点一次", "Counted daily"),
            Text("令牌清单、作废事实、离岗交接单", "The list of tokens, the facts of revocation, the leaver's slip"),
            watch="tokens",
        ),
        ("CSL", "PLT"),
    ),
    RiskPoint(
        "R53", "office", "high", Text("中心领导、业务科室负责人", "The centre's leaders and heads of sections"), "party",
        Text("领导干部|插手干预", "Leaders who interfere"),
        Text(
            "领导或者亲友打电话、递条子、当面“关照”某家企业，要求改公告、选专家、缓处理；经办人不敢记录，事后说不清。事后公告改了条件，日程突然提前或者搁置，找不到正式文件。",
            "A leader or a relative calls, passes a note or asks in person to look after a firm: change a notice, choose experts, go slow; the officer dares not write it down. Then conditions change, a date moves or stalls, and no paper explains it.",
        ),
        Measure(
            Text("凡过问必登记：时间、地点、人员、方式、要求、处理，5 个工作日内报告，没有的每月零报告；登记人受保护", "Every word put in is entered: time, place, person, manner, request, handling; reported within 5 working days, with a monthly zero report otherwise, and whoever enters it is protected"),
            Text("全体干部职工登记，机关党委汇总，驻中心纪检监察组核查", "All staff enter, the party office collects, the discipline inspectors examine"),
            Text("随时登记，每月零报告", "At any time; a zero report each month"),
            Text("插手干预登记表、零报告、核查结论", "The register of interventions, zero reports, the inspectors' findings"),
            every_days=31,
        ),
        ("REG 6", "REG 80", "CPD"),
    ),
    RiskPoint(
        "R54", "office", "medium", Text("办公室采购经办人", "The office's purchasing clerk"), "office",
        Text("自行采购|化整为零", "Purchases cut small to a friend"),
        Text(
            "把设备、维保、印刷拆成小单，绕开采购程序，长期交给同一家；询价单出自一人之手，验收签字是补的。几张发票连号，金额都刚好压在限额以下。",
            "Equipment, maintenance and print are cut into small orders for one firm, past any procedure; the three quotes come from one hand and the acceptance was signed later. Invoices bear consecutive numbers, each just under the limit.",
        ),
        Measure(
            Text("按供应商和品类合并统计全年采购；超限额的走政府采购，抽验询价单真伪、实物和验收", "Add up the year by supplier and kind; above the limit procurement applies, and quotes, goods and acceptance are sampled"),
            Text("财务科统计，监督检查科抽验", "The finance section adds up, the supervision section samples"),
            Text("每季度一次", "Once a quarter"),
            Text("采购汇总表、供应商回访、验收照片", "The table of purchases, calls to suppliers, photographs of acceptance"),
            every_days=92,
        ),
        ("GPL 28", "CPD"),
    ),
    RiskPoint(
        "R55", "office", "medium", Text("核验、主持、专家库、系统管理岗位", "Verifiers, hosts, keepers, administrators"), "party",
        Text("关键岗位|久不轮换", "Key posts held too long"),
        Text(
            "一人把核验或者主持干了多年，与代理机构称兄道弟，什么事都能“通融”；换别人就说不熟业务。他经手的件通过率高、退回少，别人休假顶岗时才露出问题。",
            "One person has verified or hosted for years, is on brotherly terms with agencies, and everything can be arranged; a successor is said not to know the work. Its cases pass more often than others', and what is wrong shows when somebody fills in.",
        ),
        Measure(
            Text("关键岗位任职满 5 年轮换，满 4 年列入计划；轮换前做离岗审查，交接账号和密钥", "Key posts change after 5 years and are planned from the fourth; before leaving there is a review, and accounts and keys are handed over"),
            Text("机关党委提出，中心党委决定", "The party office proposes, the party committee decides"),
            Text("每日按任职起始日计算，每年定计划", "Reckoned daily from the day of appointment; planned each year"),
            Text("任职起止的事实、轮换计划、交接清单", "The facts of posts, the plan of rotation, the list of hand-over"),
            watch="post_rotation",
        ),
        ("CPD", "PLT"),
    ),
    RiskPoint(
        "R56", "office", "low", Text("接待经办人、窗口人员", "Who receives guests or serves the counter"), "office",
        Text("公务接待|礼金宴请", "Receptions, gifts and dinners"),
        Text(
            "以考察交流为名超标接待；逢年过节收代理机构的购物卡、土特产，赴投标人的饭局，事后在业务上行方便。报销单没有公函，来客人数与菜单对不上。",
            "Visits are received above the standard; at festivals agencies bring cards and delicacies, bidders invite to dinner, and favours in business follow. The claim has no letter, and guests and menu do not match.",
        ),
        Measure(
            Text("接待凭公函、清单和标准报销；收到礼品礼金当月登记上交，节前提醒，节后抽查报销和礼品登记", "Receptions are paid on letter, list and standard; gifts are entered and handed in within the month, with a reminder before festivals and a sample afterwards"),
            Text("办公室登记，机关党委抽查", "The office enters, the party office samples"),
            Text("每月一次，重大节日后加查", "Once a month, and after each great festival"),
            Text("公函、接待清单、礼品登记簿、抽查记录", "Letters, lists of guests, the gift book, the note of the sample"),
            every_days=31,
        ),
        ("CPD",),
    ),
)
# fmt: on
