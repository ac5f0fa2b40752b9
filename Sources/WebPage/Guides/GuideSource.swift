import Facilities

/// A page or a document in which a part of a guide was read.
struct GuideSource: Sendable, Hashable {
    var title: Text
    /// The address of the page; nil if only the document is known.
    var address: String?

    init(_ zh: String, _ en: String, _ address: String? = nil) {
        title = Text(zh: zh, en: en)
        self.address = address
    }
}

extension GuideSource {
    private static let shxhqxgs = "http://www.shxhqxgs.com/faq/259.html"
    private static let manuals = "https://manualshive.com/en/manual/uas/smog-hog-"

    static let tradeCode = GuideSource("团体规范 TB003-2015 第4.1条", "trade code TB003-2015, 4.1", shxhqxgs)
    static let makerWashing = GuideSource(
        "净化器厂家手册：清洗（水温、浸泡、干燥）", "a maker's manual: washing, soaking, drying",
        "\(manuals)sg-series/3115556?page=17")
    static let makerLamp = GuideSource(
        "净化器厂家手册：指示灯", "a maker's manual: the lamp",
        "http://88.208.23.73:8080/en/manual/uas/smog-hog-sg-2-a/832293?page=16")
    static let makerClean = GuideSource(
        "净化器厂家手册：洗净的样子", "a maker's manual: what clean is", "\(manuals)psh/832285?page=24")
    static let makerVoltage = GuideSource(
        "净化器厂家手册：残余电压和接地", "a maker's manual: remaining voltage and grounding",
        "\(manuals)psh/832285?page=21")
    static let makerFire = GuideSource(
        "净化器厂家手册：积油与着火", "a maker's manual: grease and fire",
        "https://manuals.online/uas/air-cleaner/clarcor-smog-hog-msh-series/user-manual/1fqc2")
    static let beijing = GuideSource(
        "北京市排油烟设施清洗规定（转述）", "Beijing's rules for cleaning fume systems, quoted",
        "http://www.xyz-zixun.com/shutongchangshi/4488.html")
    static let softBrush = GuideSource(
        "电场清洗说明（网页）", "a page on washing cells", "https://m.vtund.com/new/74986.html")
    static let arcing = GuideSource(
        "净化器厂商网页：打火与油垢着火", "a seller's page: arcing and burning grease",
        "http://wzfo.cn/news-detail.asp?id=2015")
    static let kinds = GuideSource(
        "净化器厂商网页：类型与维护", "a seller's page: types and upkeep", "http://cqcjhbgc.com/content/604.html")
    static let cleaners = GuideSource(
        "清洗剂安全网页", "a page on the safety of cleaners", "https://www.csyaning.com/news/389.html")
    static let fanWheel = GuideSource(
        "风机厂商网页：叶轮积油", "a seller's page: grease on fan wheels", "https://www.szhythb.com/287.html")
    static let jianye = GuideSource(
        "南报网：建邺区油烟督导员职责", "Nanjing Daily: duties of Jianye's fume supervisors",
        "http://www.dingqianjf.com/news/show/346/1232072.html")
    static let audit = GuideSource("同类餐饮清洗审核平台的公开代码", "public code of a comparable audit platform")
    static let airLaw118 = GuideSource(
        "《大气污染防治法》第一百一十八条", "Air Pollution Prevention Law, article 118",
        "http://www.sxhonor.com/thread-930480-1-4.html")
    static let fumeLimit = GuideSource("GB 18483-2001", "GB 18483-2001")
    static let carbonFilling = GuideSource(
        "活性炭厂商网页：装填与使用", "a seller's page: filling and using carbon",
        "http://m.112-help.com/smjswd/smjswd419.html")
    static let zhejiang = GuideSource("浙江省油烟管理规定（转述）", "Zhejiang's rule, quoted")
    static let chongqing = GuideSource("重庆市油烟管理规定（转述）", "Chongqing's rule, quoted")
}
