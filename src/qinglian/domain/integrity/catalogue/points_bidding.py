"""Risk points 15 to 23: bids, security, and the opening."""

from qinglian.domain.integrity.catalogue.point import Measure, RiskPoint
from qinglian.law.text import Text

# fmt: off
BIDDING: tuple[RiskPoint, ...] = (
    RiskPoint(
        "R15", "submission", "high", Text("密钥保管人、平台运维人员", "Guardians and platform operators"), "information",
        Text("投标文件|提前开启", "Bids opened before their time"),
        Text(
            "有权限的人在截止前解开别家投标文件，把报价告诉关系企业，让它改低一点再递交；服务器日志删改后不留痕迹。那家企业在截止前最后几分钟换了一份只改价格的文件。",
            "Somebody with access opens the others' bids before the deadline and tells the prices to a favoured firm, which lowers its own; the server's logs are cleaned afterwards. In the last minutes that firm hands in a new bid in which the price alone is different.",
        ),
        Measure(
            Text("投标文件由投标人密封给两组保管人；截止清单写入公开日志并经见证方签名，之前任何人不交份额", "Bidders seal to two groups of guardians; nobody releases a share before the closing list is in the public log and cosigned by witnesses"),
            Text("监督、交易两组密钥保管人", "The guardians of both groups, supervision and trade"),
            Text("每个标段截止时", "At the deadline of each section"),
            Text("截止清单、见证方签名、交出份额三者在日志中的先后", "The order in the log of closing list, cosignatures and releases"),
            watch="sealed_until_closing",
        ),
        ("ZTB 28", "O20 26", "REG 41"),
    ),
    RiskPoint(
        "R16", "submission", "high", Text("投标经办人", "Bidders' agents"), "supervision",
        Text("关联企业|结伴投标", "Related firms bid as rivals"),
        Text(
            "同一老板控制的几家公司分别投标，凑足家数、抬高或者围住价格；登记的法定代表人、电话、地址有一样相同，编标的是同一班人。落选的几家下次又一起出现。",
            "Firms of one owner bid side by side, make up the number and fence in the price; representative, phone or address coincide, and the same people wrote the bids. The losers turn up together next time.",
        ),
        Measure(
            Text("公布投标人后比对登记库中的负责人、电话、地址；相同的列为线索交评标委员会和监督部门核实", "After the announcement compare representatives, phones and addresses in the register; matches go as clues to committee and authority"),
            Text("监督检查科", "The supervision section"),
            Text("每个标段公布投标人时", "When the bidders of a section are announced"),
            Text("比对结果、核实意见、认定或者排除的理由", "The matches, the opinion, why each was confirmed or dropped"),
            watch="related_bidders",
        ),
        ("ZTB 32", "REG 34", "REG 40"),
    ),
    RiskPoint(
        "R17", "submission", "medium", Text("平台运维人员", "Platform operators"), "information",
        Text("逾期文件|违规接收", "Late bids taken in"),
        Text(
            "截止时间到了，有人拨慢服务器时钟或者延迟关口，让迟到的关系企业递进来；别家看到的截止时间与服务器记下的对不上。公开日志里，收件事实排在截止清单附近，前后次序说不通。",
            "The hour has come, and somebody sets the clock back or holds the gate until a favoured firm is in; what others saw and what the server noted do not agree. In the public log the fact of receipt lies beside the closing list in an order that makes no sense.",
        ),
        Measure(
            Text("截止由平台按国家标准时间自动执行，时钟与见证方互校；逾期拒收并记下送达时间", "The platform closes by national standard time, its clock checked against the witnesses'; late bids are refused and their arrival noted"),
            Text("信息技术科校时，平台自动截止", "The information section keeps the clock, the platform closes"),
            Text("每个标段截止时；时钟随时校对", "At each deadline; the clock all the time"),
            Text("送达时间、截止清单时间、见证方时间的差值", "The differences of arrival, closing list and witnesses' time"),
            watch="late_bids",
        ),
        ("ZTB 28", "REG 36"),
    ),
    RiskPoint(
        "R18", "submission", "medium", Text("招标经办人", "Tender officer"), "finance",
        Text("保证金|超额收取", "Security above the limit"),
        Text(
            "把保证金定得远高于法定比例，资金不足的中小企业投不起；或者借高额保证金沉淀资金吃利息。同类项目里，别家收百分之一，这里收百分之二还不止。",
            "The security is set far above the legal share: small firms cannot afford to bid, or the money is kept for its interest. Where others of the kind ask for one percent, this one asks for over two.",
        ),
        Measure(
            Text("按估算价核定保证金上限，超过的公告不予发布；准许用电子保函", "The ceiling follows from the estimate, and a notice above it is not published; electronic guarantees are accepted"),
            Text("中心核验员核，财务科复算", "The verifier checks, the finance section reckons again"),
            Text("每份公告发布前", "Before a notice is published"),
            Text("公告事实中的估算价、保证金金额与比例", "Estimate, amount and share in the notice's fact"),
            watch="bid_security",
        ),
        ("REG 26", "O30 37"),
    ),
    RiskPoint(
        "R19", "opening", "high", Text("密钥保管人", "Guardian"), "supervision",
        Text("开标密钥|一手掌握", "Both groups' keys in one hand"),
        Text(
            "保管人图方便把密钥文件和口令交给同事代办，或者一个单位的人把两组钥匙都攥在手里；两组制衡落空，想开就开。两组份额在同一地点、几乎同一秒交出。",
            "A guardian gives key and password to a colleague, or one organisation comes to hold the keys of both groups; nothing is left of the balance between them. The shares of both groups come from one place in nearly the same second.",
        ),
        Measure(
            Text("监督、交易两组分属不同单位，本人在自己的设备上签名交出；换人先吊销旧密钥，改用纸面念出的须双人见证", "The two groups belong to different organisations, each guardian signs on the own device; a change of person revokes the old key first, and reading out on paper has two witnesses"),
            Text("密钥保管人本人，监督检查科旁站", "The guardians themselves, with the supervision section beside them"),
            Text("每次开标", "At each opening"),
            Text("密钥卡、签名的交出文件、旁站记录", "Cards, signed releases, the note of who stood by"),
            watch="guardians_apart",
        ),
        ("ZTB 36", "O20 26", "PLT"),
    ),
    RiskPoint(
        "R20", "opening", "high", Text("开标主持人", "Opening host"), "transaction",
        Text("选择解密|有意漏开", "Some bids left unopened on purpose"),
        Text(
            "看到某家可能中标，就让它的文件“解密失败”，说成投标人的责任，按撤销处理；或者保管人有意不给那一份的份额。解不开的总是报价最有竞争力的那一家，换一台机器又能解开。",
            "When a firm looks like winning, its bid fails to decrypt and is put down to the bidder; or a guardian withholds the share of that one envelope. What fails is always the most competitive bid, and on another machine it opens.",
        ),
        Measure(
            Text("截止清单上的文件全部解密唱标；解不开的按密钥和密文判定责任，不是投标人原因的给予补救", "Every bid of the closing list is opened; for a failure key and ciphertext show whose fault it is, and without fault the bidder has a remedy"),
            Text("开标主持人，监督人员逐份核对结果", "The host; a supervisor goes through the outcomes one by one"),
            Text("每次开标结束前", "Before each opening ends"),
            Text("截止清单与唱标结果的逐份对照、失败原因和责任", "Closing list and outcomes side by side, reason and fault of each failure"),
            watch="bids_unopened",
        ),
        ("ZTB 36", "O20 31"),
    ),
    RiskPoint(
        "R21", "opening", "medium", Text("开标主持人", "Opening host"), "transaction",
        Text("当场异议|不予答复", "Objections on the spot ignored"),
        Text(
            "投标人对唱标提出异议，主持人推说会后再讲，不答复、不记录；记录签了字，事后再提已经没有程序可走。大厅里有提问，记录上写的却是“无异议”。",
            "A bidder objects to the read-out; the host puts it off, neither answers nor records it, and once the record is signed no procedure is left. There was a question in the hall, and the record says “no objection”.",
        ),
        Measure(
            Text("异议在开标大厅登记，招标人当场书面答复；没有答复完不签开标记录", "Objections are entered in the hall, the tenderer answers in writing on the spot, and the record waits for the last answer"),
            Text("招标人代表答复，开标主持人把关", "The tenderer's representative answers, the host holds the gate"),
            Text("每提出一件异议", "For each objection"),
            Text("异议与答复的原文和时间、开标记录", "Words and times of objection and answer, the opening record"),
            watch="opening_objections",
        ),
        ("REG 44",),
    ),
    RiskPoint(
        "R22", "opening", "medium", Text("开标主持人", "Opening host"), "transaction",
        Text("开标记录|事后改动", "The opening record changed afterwards"),
        Text(
            "散会后补改报价、工期或者到场情况，再换一份打印件归档；投标人手里的和档案里的不一样。记录文件的生成时间晚于散会时间。",
            "After the meeting a price, a period or an attendance is mended and another print goes into the archive; what bidders hold differs from what is kept. The file was made later than the meeting ended.",
        ),
        Measure(
            Text("唱标完成即生成记录、公开哈希，投标人和主持人签同一份；归档时复算哈希", "The record is made at the end of the read-out, its hash is public, bidders and host sign that one; its hash is computed again for the archive"),
            Text("开标主持人生成，办公室归档复核", "The host makes it, the office checks it into the archive"),
            Text("每次开标当日", "On the day of each opening"),
            Text("记录的哈希、各方签名、归档复核单", "The hash, the signatures, the slip of the archive"),
            watch="opening_record",
        ),
        ("ZTB 36", "REG 36"),
    ),
    RiskPoint(
        "R23", "opening", "low", Text("开标主持人", "Opening host"), "transaction",
        Text("解密时限|随意延长", "The window stretched at will"),
        Text(
            "某家迟迟解不开，主持人一再延长时限等它；换成别家，到点就按撤销处理，宽严全看关系。同一天的几场开标，延长与否对不上一个标准。",
            "One bidder is late with its key and the host waits and waits; for another the window ends on the minute. Of one day's openings some were extended and some not, by no one standard.",
        ),
        Measure(
            Text("按公告规定的时限执行；确因平台故障延长的，写明理由，全体适用，合计不超过 60 分钟", "The notice's window applies; an extension for a fault of the platform states its reason, holds for all, and stays within 60 minutes"),
            Text("开标主持人决定，监督人员同意", "The host decides, a supervisor agrees"),
            Text("每次延长", "At each extension"),
            Text("延长的事实、理由和新时限", "The fact of the extension, its reason and the new end"),
            watch="window_extended",
        ),
        ("O20 30", "O20 31"),
    ),
)
# fmt: on
