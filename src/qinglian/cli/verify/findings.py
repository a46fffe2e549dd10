"""Every finding by its code, in both languages. A code never changes its meaning: tests, courts and other tools rely on it."""

from qinglian.law.text import Text

_LOG = {
    "policy_unreadable": Text("信任名单读不出：{why}", "The policy cannot be read: {why}"),
    "policy_differs": Text(
        "平台公布的信任名单与您手中的不同", "The policy that the platform publishes differs from the pinned one"
    ),
    "checkpoint_missing": Text("没有检查点", "There is no checkpoint"),
    "checkpoint_invalid": Text("检查点不成立：{why}", "The checkpoint does not hold: {why}"),
    "quorum_missing": Text(
        "检查点只有 {have} 个见证方联署，须有 {need} 个：日志可能对不同的人出示不同版本",
        "Only {have} of {need} witnesses cosigned the checkpoint: different people may be shown different logs",
    ),
    "tile_missing": Text("日志文件缺失：{path}", "A file of the log is missing: {path}"),
    "tree_mismatch": Text("日志内容与签名的根不符：{why}", "The log does not match its signed root: {why}"),
    "remembered_invalid": Text("记住的检查点不成立：{why}", "The remembered checkpoint does not hold: {why}"),
    "log_shrunk": Text(
        "日志变短：曾有 {old} 条，现在只有 {size} 条",
        "The log shrank: it had {old} leaves and has {size} now",
    ),
    "log_forked": Text(
        "日志分叉：{old} 条时的内容与现在的不同",
        "The log forked: what it held at {old} leaves is not what it holds now",
    ),
    "facts_missing": Text("事实文件缺失：{path}", "A bundle of facts is missing: {path}"),
    "facts_malformed": Text("事实文件读不出：{why}", "A bundle of facts cannot be read: {why}"),
    "fact_changed": Text("事实与日志中的叶子不符", "The fact is not the one that the log committed to"),
    "fact_leaf_differs": Text("事实文件中的叶子与日志不同", "The bundle names another leaf than the log"),
    "fact_backdated": Text(
        "时间倒填：写的时间是 {at}，但它排在 {after} 的事实之后",
        "Back-dated: it says {at}, but stands after a fact of {after}",
    ),
    "fact_after_witness": Text(
        "时间倒填：写的时间是 {at}，但见证方在 {seen} 看到的日志里还没有它",
        "Back-dated: it says {at}, but was not in the log that witnesses saw at {seen}",
    ),
    "disclosure_missing": Text("公开密封事实的文件缺失", "The file that discloses sealed facts is missing"),
    "disclosure_changed": Text(
        "公开的密封事实与日志中的叶子不符", "A disclosed fact is not the one that the log committed to"
    ),
}
_TENDER = {
    "tender_unknown": Text("日志中没有这个招标项目", "The log has nothing about this tender"),
    "fact_malformed": Text("事实的内容不合约定：{why}", "The fact's body is not as agreed: {why}"),
    "notice_missing": Text("没有这次开标所依据的公告", "The notice of this opening is missing"),
    "notice_version": Text("公告版本不连续", "The notice's versions do not follow one another"),
    "notice_after_deadline": Text("截止之后又改公告", "The notice was changed after its deadline"),
    "bid_period_short": Text(
        "投标期 {have} 日，规则要求 {need} 日（{article}）", "A bid period of {have} days; {need} are due ({article})"
    ),
    "rulebook_missing": Text("公告所依据的规则手册没有公布", "The rulebook that the notice names is not published"),
    "rulebook_changed": Text(
        "规则手册与公告发布时的不同", "The rulebook is not the one that the notice was published under"
    ),
    "document_missing": Text("招标文件没有公布：{name}", "A tender document is not published: {name}"),
    "document_changed": Text(
        "招标文件与公告中的哈希不符：{name}", "A tender document is not the one of the notice: {name}"
    ),
    "blob_missing": Text("{what}没有公布", "A file is not published: {what}"),
    "blob_changed": Text("{what}与事实点名的哈希不符", "A file is not the one that the fact names: {what}"),
    "card_late": Text("密钥卡不在公告与截止之间", "A card does not stand between the notice and the closing"),
    "card_invalid": Text("密钥卡不成立：{why}", "A guardian's card does not hold: {why}"),
    "card_unpinned": Text("保管人 {guardian} 不在信任名单中", "Guardian {guardian} is not in the pinned policy"),
    "card_swapped": Text(
        "保管人 {guardian} 的密钥卡不是由名单中的密钥签署：可能被掉包",
        "The card of guardian {guardian} is not signed by the pinned key: it may have been swapped",
    ),
    "terms_faulty": Text(
        "标段 {section} 的评标标准不能执行：{zh}",
        "The evaluation terms of section {section} cannot be carried out: {en}",
    ),
    "seed_late": Text(
        "标段 {section} 的系数种子在公告前没有承诺：{party}",
        "In section {section} no seed of the coefficient was committed before the notice by the {party}",
    ),
    "card_missing": Text("保管人 {guardian} 没有密钥卡", "Guardian {guardian} has no card"),
    "lifecycle_broken": Text("次序不合规则：在“{state}”时“{act}”", "Out of order: “{act}” while “{state}”"),
}
_OPENING = {
    "closed_early": Text("截止时间 {deadline} 之前就截止了", "It was closed before its deadline, {deadline}"),
    "closed_twice": Text("同一标段截止了两次", "The same section was closed twice"),
    "closing_unwitnessed": Text(
        "开始交出密钥前，截止清单没有经见证方联署：{why}",
        "Before the release began no witnessed checkpoint included the closing: {why}",
    ),
    "release_before_closing": Text("截止清单记录之前就交出了密钥", "Keys were released before the closing was logged"),
    "release_before_start": Text("允许交出之前就交出了密钥", "Keys were released before the release began"),
    "closing_list_missing": Text("截止清单没有公布", "The closing list is not published"),
    "closing_list_other": Text(
        "公布的截止清单不是截止时记录的那一份：{why}",
        "The closing list that is published is not the one logged at the deadline: {why}",
    ),
    "bid_without_arrival": Text(
        "清单中的投标文件没有接收记录", "A bid of the closing list has no record of its arrival"
    ),
    "bid_late": Text("投标文件在截止之后才记入日志", "A bid entered the log after the closing"),
    "bid_after_deadline": Text(
        "投标文件在截止时间 {deadline} 之后到达", "A bid arrived after the deadline, {deadline}"
    ),
    "bid_unaccounted": Text(
        "收到的投标文件既不在清单中，也没有被替换或撤回：被丢弃",
        "A received bid is neither in the closing list nor superseded or withdrawn: it was dropped",
    ),
    "bid_not_in_list": Text("开标的投标文件不在截止清单中", "A bid was opened that is not in the closing list"),
    "bid_unopened": Text("清单中的投标文件没有开标结果", "A bid of the closing list has no outcome"),
    "bid_opened_twice": Text("同一份投标文件有两个结果", "A bid has two outcomes"),
    "bidder_twice": Text("投标人 {bidder} 在清单中有两份投标文件", "Bidder {bidder} has two bids in the closing list"),
    "superseded_in_list": Text(
        "清单中的投标文件已被替换或撤回", "A bid of the closing list was superseded or withdrawn"
    ),
    "head_missing": Text("投标文件的文件头没有公布", "The head of a bid is not published"),
    "head_invalid": Text("投标文件的文件头不成立：{why}", "The head of a bid does not hold: {why}"),
    "manifest_other": Text("公布的文件头不是清单中的那一份", "The published head is not the one of the closing list"),
    "manifest_foreign": Text("投标文件不属于本次开标或本公告：{why}", "The bid is of another opening or notice: {why}"),
    "key_unbound": Text(
        "签署投标文件的密钥当时不属于投标人 {bidder}",
        "The key that signed the bid was not bound to bidder {bidder} at that time",
    ),
    "ciphertext_missing": Text("投标文件的密文没有公布", "The ciphertext of a bid is not published"),
    "ciphertext_changed": Text(
        "密文与投标人签署的哈希不符：可能被掉包", "The ciphertext is not the one that the bidder signed"
    ),
    "release_missing": Text("交出密钥的文件没有公布", "A release of shares is not published"),
    "release_invalid": Text("交出密钥的文件不成立：{why}", "A release of shares does not hold: {why}"),
    "release_foreign": Text("交出密钥的文件不是由 {guardian} 签署", "A release of shares is not signed by {guardian}"),
    "release_wrong_share": Text(
        "{guardian} 交出的份额与承诺不符", "A share released by {guardian} breaks its commitment"
    ),
    "release_selective": Text(
        "{guardian} 只交出了部分投标文件的份额，其余没有说明",
        "{guardian} released shares of some bids only and says nothing about the rest",
    ),
    "release_untrue": Text(
        "{guardian} 声明打不开的信封，用它自己的身份打得开",
        "{guardian} declared an envelope unopened that its own identity opens",
    ),
    "release_unlisted": Text(
        "{guardian} 交出了清单以外投标文件的份额", "{guardian} released a share of a bid outside the closing list"
    ),
    "outcome_differs": Text(
        "按公开的份额重算，结果是 {computed}，公布的是 {published}",
        "Recomputed from the released shares the outcome is {computed}; {published} was published",
    ),
    "sheet_differs": Text(
        "公布的开标一览表与解密所得不同", "The sheet that was published is not the one that was sealed"
    ),
    "counts_differ": Text(
        "公布的数目 {published} 与重算的 {computed} 不同",
        "The published counts {published} are not the computed {computed}",
    ),
    "too_few_opened": Text("不足三家仍然开标", "It was opened though there were fewer than three bids"),
    "record_missing": Text("开标记录没有公布", "The opening record is not published"),
    "record_differs": Text("开标记录与事实不符：{why}", "The opening record differs from the facts: {why}"),
}
_RECEIPTS = {
    "receipt_unreadable": Text("回执读不出：{why}", "The receipt cannot be read: {why}"),
    "receipt_invalid": Text("回执不成立：{why}", "The receipt does not hold: {why}"),
    "receipt_not_in_log": Text(
        "回执承诺的叶子不在日志中：平台丢弃了它", "The leaf that the receipt promises is not in the log: it was dropped"
    ),
    "receipt_proof_forked": Text(
        "回执的日志证明与这份日志矛盾：日志分叉", "The receipt's proof contradicts this log: a fork"
    ),
    "receipt_unresolved": Text(
        "回执没有结局：不在清单中，也没有被替换或撤回",
        "The receipt has no ending: its bid is neither in the closing list nor superseded nor withdrawn",
    ),
}
_EVALUATION = {
    "unsealed_unknown_bid": Text("评标解开了没有开标的投标文件", "The session unsealed a bid that was not opened"),
    "unsealed_other_file": Text(
        "{number} 号的文件（{part}）不是投标人密封的那一份：可能被掉包",
        "The {part} files of bid {number} are not the ones that the bidder sealed: they may have been swapped",
    ),
    "evaluation_malformed": Text("评标的事实读不出：{why}", "The facts of the evaluation cannot be read: {why}"),
    "result_missing": Text("评标结果没有公布", "The evaluation's result is not published"),
    "result_changed": Text(
        "公布的评标结果不是委员会签署的那一份", "The published result is not the one that was signed"
    ),
    "sheet_invalid": Text("席位 {seat} 的评分表不成立：{why}", "The sheet of seat {seat} does not hold: {why}"),
    "sheet_late": Text("席位 {seat} 的评分表在评标结束之后才锁定", "The sheet of seat {seat} was locked after the end"),
    "sheet_twice": Text(
        "席位 {seat} 的评分表（{kind}）有两份：锁定后又改过",
        "Seat {seat} has two sheets of kind {kind}: one was changed after it was locked",
    ),
    "sheet_early": Text(
        "席位 {seat} 锁定评分表（{kind}）时，不是所有在任评委都锁定了前面的表；更换后的评委应从头评审",
        "Seat {seat} locked its {kind} sheet before every member in force had locked the earlier ones; a successor reviews from the start",
    ),
    "sheet_absent": Text("席位 {seat} 没有评分表（{kind}）", "Seat {seat} has no sheet of kind {kind}"),
    "sheet_unblind": Text(
        "席位 {seat} 的技术评分表在暗标编号公布之后才锁定",
        "The technical sheet of seat {seat} was locked after the blind codes were revealed",
    ),
    "sheet_other_bids": Text(
        "席位 {seat} 的评分表（{kind}）评的不是通过初步评审的投标",
        "The {kind} sheet of seat {seat} scores other bids than those that passed the review",
    ),
    "scores_voided_wrongly": Text(
        "评分表作废没有依据：初步评审的否决与重评前相同，或者与评审表不符",
        "The scoring sheets were voided without ground: the review rejects the same bids as before, or others than the fact says",
    ),
    "sheet_other_file": Text(
        "席位 {seat} 评分时看到的 {number} 号文件不是解开的那一份：可能被掉包",
        "What seat {seat} was shown for bid {number} is not what was unsealed: it may have been swapped",
    ),
    "blind_codes_other": Text(
        "公布的暗标编号不是事先承诺的", "The blind codes are not the ones that were committed to"
    ),
    "terms_differ": Text("评标用的办法不是公告里的", "The evaluation did not follow the notice's terms"),
    "coefficient_differs": Text(
        "系数不是由各方公布的种子算出：可能在看到报价之后改过",
        "The coefficients do not follow from the revealed seeds: they may have been changed after the prices were known",
    ),
    "coefficient_seed_other": Text(
        "公布的系数种子不是公告前承诺的那一个，或者截止前就公布了：{party}",
        "The coefficient's seed of the {party} is not the one committed to before the notice, or was told before the closing",
    ),
    "result_differs": Text(
        "按公开的评分表重算，评标结果不同：{why}",
        "Computed again from the disclosed sheets the result differs in: {why}",
    ),
    "report_signature_invalid": Text(
        "席位 {seat} 在评标报告上的签名不成立：{why}", "The report's signature of seat {seat} does not hold: {why}"
    ),
    "report_unsigned": Text("席位 {seat} 没有签署评标报告", "Seat {seat} has not signed the report"),
}
_DRAW = {
    "draw_hidden": Text("前一次抽取没有公开放弃，又抽取一次", "A draw follows another that was not openly abandoned"),
    "commitment_reused": Text("种子承诺用了第二次", "A commitment to a seed was used twice"),
    "roster_unapproved": Text(
        "抽取名册没有经监督组核对", "The roster was not approved by a guardian of the supervision group"
    ),
    "draw_rerolled": Text(
        "抽取所用的种子不是各方种子合成的", "The seed of the draw is not the combination of the parties' seeds"
    ),
    "seed_early": Text(
        "回避固定之前就承诺了抽取种子：{party}",
        "The seed of the {party} was committed before the exclusions were fixed",
    ),
    "seed_after_draw": Text(
        "抽取之后才公布种子：{party}", "The seed of the {party} was told after the draw had been made"
    ),
    "seed_told_twice": Text(
        "同一方的种子有两个结局（公布了两次，或者既公布又不成立）：{party}",
        "The seed of the {party} has two outcomes: it was revealed twice, or revealed and failed",
    ),
    "seed_fault_unproven": Text(
        "说{party}的种子不成立，但保管人交出的份额没有证明：{why}",
        "The seed of the {party} is said to have failed, but the guardians' releases do not show it: {why}",
    ),
    "roster_root_differs": Text("公开的名册不是事先固定的那一份", "The disclosed roster is not the one that was fixed"),
    "exclusion_dropped": Text(
        "公开的回避不是事先固定的那一份", "The disclosed exclusions are not those that were fixed"
    ),
    "draw_counts_differ": Text(
        "固定时写的数目 {published} 与公开的名册、回避 {computed} 不同",
        "The counts that were fixed, {published}, are not those of the disclosed lists, {computed}",
    ),
    "draw_completion_differs": Text(
        "人员到齐的事实写 {published}，按通知和答复应是 {computed}",
        "The draw was called complete with {published}; calls and answers give {computed}",
    ),
    "call_out_of_order": Text("通知专家没有按排序进行", "An expert was called out of the ranking's order"),
    "panel_differs": Text("公开的名单与抽取不符：{why}", "The disclosed panel is not who was drawn: {why}"),
}
_AWARD = {
    "award_out_of_order": Text(
        "开标记录、评标、公示、定标的次序不对", "Record, evaluation, candidates and award are out of order"
    ),
    "result_swapped": Text(
        "公示的评标结果不是评标结束时记录的那一份",
        "The published result is not the one logged when the evaluation ended",
    ),
    "ranking_differs": Text(
        "公示的候选人与评标结果的排序不同", "The published candidates are not those that the result ranks"
    ),
    "publicity_short": Text(
        "公示期不满就定标（公示到 {until}）", "It was awarded before the publicity period was over ({until})"
    ),
    "award_on_hold": Text("还有异议没有了结就定标", "It was awarded while an objection was not settled"),
    "award_not_candidate": Text("中标人或者中标价与公示的候选人不符", "The winner or its price is not a candidate's"),
    "rank_passed": Text(
        "没有法定事由就越过第一名，由第 {rank} 名中标", "Rank {rank} won though no lawful cause passes over rank one"
    ),
}
FINDINGS: dict[str, Text] = _LOG | _TENDER | _OPENING | _RECEIPTS | _EVALUATION | _DRAW | _AWARD
