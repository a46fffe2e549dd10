"""The specialities of experts. Source: practice (codes as trading centres commonly use them); the list is data and may grow."""

from qinglian.law.text import Text

SPECIALITIES: dict[str, Text] = {
    "A0101": Text("工程规划", "Engineering planning"),
    "A0201": Text("工程勘察", "Site investigation"),
    "A0301": Text("建筑设计", "Architectural design"),
    "A0302": Text("结构设计", "Structural design"),
    "A0303": Text("给排水设计", "Water and drainage design"),
    "A0304": Text("电气设计", "Electrical design"),
    "A0401": Text("工程监理", "Construction supervision"),
    "A0501": Text("工程造价", "Construction cost"),
    "A0601": Text("招标代理", "Tendering practice"),
    "A0701": Text("项目管理", "Project management"),
    "A0801": Text("房屋建筑施工", "Building works"),
    "A0802": Text("市政工程施工", "Municipal works"),
    "A0803": Text("公路工程施工", "Road works"),
    "A0804": Text("水利工程施工", "Hydraulic works"),
    "A0805": Text("机电安装", "Mechanical and electrical installation"),
    "A0806": Text("园林绿化", "Landscaping"),
    "B0101": Text("机械设备", "Machinery"),
    "B0201": Text("计算机及网络", "Computers and networks"),
    "B0301": Text("医疗器械", "Medical devices"),
    "C0101": Text("物业服务", "Property services"),
    "C0201": Text("信息系统集成", "Systems integration"),
    "C0301": Text("财务与法律", "Finance and law"),
}


def label_of(code: str) -> Text:
    """This will return the speciality's words (its code when it has left the list)."""
    return SPECIALITIES.get(code, Text(code, code))
