"""What a reminder says unless somebody writes it anew: by festival, in the centre's own words. Rows of data."""

from qinglian.law.text import Text

WORDS: dict[str, Text] = {
    "new_year": Text(
        "元旦将至，新一年的项目进场计划也在排定。请大家守住几条：不收交易各方送的购物卡、电子红包和“新年礼”；不用公款买贺卡、挂历、年货；不在年终以任何名义滥发津贴补贴。"
        "收到退不掉的礼品礼金，三十日内到“礼品登记”登记上交。愿大家清清爽爽过新年。",
        "New Year is near, and next year's projects are being planned. Accept no shopping cards, electronic red packets or “New Year gifts” from anyone who trades here; buy no cards, calendars or festival goods with public money; "
        "hand out no allowances under any name. A gift that could not be returned is declared and handed in within thirty days. A clear and happy New Year.",
    ),
    "spring": Text(
        "春节是团圆的日子，也是人情往来最多的日子。请大家做到：不收受管理和服务对象的礼品、礼金、消费卡；不接受可能影响公正执行公务的宴请、旅游和健身娱乐；不公车私用、不公款吃喝、不违规操办宴席；"
        "不参与赌博，酒后不开车。值班人员守好机房和开标区。家里人也请一起提醒：有人上门“拜年”，先问一句与工作有没有关系。",
        "Spring Festival is for the family, and much is given and taken. Accept no gifts, money or cards from those whom we oversee and serve; no banquets, journeys or amusements that could sway your duty; no private use of official cars, no feasting on public money, "
        "no banquets against the rules; no gambling, no driving after drinking. Ask your family to think first: does a visitor's present have to do with your work?",
    ),
    "qingming": Text(
        "清明时节，缅怀先人，也重温家风。请大家文明祭扫，不用公车，不用公款，不借祭扫之名聚餐收礼；党员干部带头不搞封建迷信，带头移风易俗，森林防火期内不带火种上山。把省下来的工夫，用来给孩子讲一讲长辈清白做人的事。",
        "At Qingming we remember those before us, and how they lived. Visit the graves without official cars and public money, and let no visit become a feast or an occasion for gifts. Members of the party set the example: no superstition, no fire in the woods. Use the time to tell the children of the upright lives of their elders.",
    ),
    "dragon_boat": Text(
        "粽叶飘香，清风相伴。端午期间正值年中项目集中开标，请大家守住：不收粽子礼盒提货券和电子礼券；不参加投标人、代理机构安排的聚餐和活动；不私下与评标专家、投标人见面或者通话；不公款送节礼。"
        "遇到退不掉的东西，拍照留存，及时登记上交。",
        "At Dragon Boat Festival many openings of the half-year fall together. Take no vouchers for rice dumplings and no electronic coupons; join no meals or outings that bidders or agencies arrange; meet and telephone no expert or bidder in private; give no presents with public money. "
        "What cannot be returned: photograph it, declare it, hand it in.",
    ),
    "mid_autumn": Text(
        "月到中秋，情在清廉。请大家不收送月饼礼盒、月饼券、螃蟹券和各种提货卡；不用公款宴请、旅游；不违规收受电子红包；不出入私人会所。科室负责人要管好自己、提醒身边人，发现苗头及时谈话。"
        "节日期间纪检人员照常抽查，机关党委设值班电话。",
        "At Mid-Autumn give and take no boxes of mooncakes, no vouchers for mooncakes or crabs, no cards; no banquets and journeys on public money; no electronic red packets; no private clubs. Heads of sections answer for themselves and speak with those around them in time. Inspections go on over the holiday.",
    ),
    "national": Text(
        "国庆长假，请大家严守纪律、节俭过节：不接受交易各方安排的旅游和食宿；不公车私用；不借婚丧喜庆收受礼金，操办事宜按规定事前报告；外出按规定报备。长假前后是开标高峰，开标评标场所值守人员按时到岗，遇到打招呼、递条子的，当场拒绝，并如实登记。",
        "Over National Day keep the rules and keep it simple: no journeys, beds or meals arranged by those who trade here; no private use of official cars; no money taken at weddings and funerals, which are reported beforehand; journeys are announced. Many openings fall around these days: be at your post, "
        "refuse any word put in for somebody, and record it as it was.",
    ),
}
