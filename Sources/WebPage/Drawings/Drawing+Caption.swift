import Facilities

extension Drawing {
    /// The content of the drawing in words, for readers who do not see it.
    var caption: Text {
        switch self {
        case .clean1: Text(zh: "拇指点手机，燃气阀横着关死，拉闸挂牌", en: "thumb on a phone, gas valve shut, breaker down and tagged")
        case .clean2: Text(zh: "计时10分钟，开门拍极板，抽出电场", en: "10 minutes, plates photographed, the cell pulled out")
        case .clean3:
            Text(
                zh: "60℃水里泡电场，软刷对，钢丝刷和铲刀错", en: "cell in water of 60 °C; soft brush right, wire brush and scraper wrong"
            )
        case .clean4: Text(zh: "滤网、箱体、集油盘、叶轮，各打一个勾", en: "filter, housing, grease tray, fan wheel, a tick each")
        case .clean5:
            Text(zh: "水冲极板，布擦瓷瓶，极板要平行不要歪", en: "water over plates, insulator wiped, plates parallel and not bent")
        case .clean6: Text(zh: "电场立在架上吹风，不留水滴", en: "cell on a rack before a fan, no drop left")
        case .clean7: Text(zh: "先只开风机30分钟，再开高压，拍照", en: "fan alone for 30 minutes, then high voltage, a photograph")
        case .replace1: Text(zh: "拇指点手机，风机停，拉闸挂牌", en: "thumb on a phone, fan off, breaker down and tagged")
        case .replace2:
            Text(
                zh: "温度降到40℃线下，两边阀门关，箱门打开",
                en: "temperature below a line at 40 °C, valves shut on both sides, door open")
        case .replace3:
            Text(
                zh: "风机往开着的箱里吹30分钟，测氧仪19.5–23.5%",
                en: "a fan blows into the open box for 30 minutes; an oxygen meter at 19.5–23.5 %")
        case .replace4:
            Text(
                zh: "一人在箱里，一人在外拉绳，都戴面具和手套", en: "one person inside, one outside with a rope, both with mask and gloves")
        case .replace5:
            Text(
                zh: "拍箱里的旧炭，轻铲进袋，铁锤敲打错",
                en: "old carbon photographed, shovelled into a bag; striking with a hammer is wrong")
        case .replace6: Text(zh: "双层袋扎紧放在秤上，贴橙色标签", en: "a tied double bag on a scale, an orange label")
        case .replace7:
            Text(zh: "放大镜看托网、密封条、旁路阀，扫箱底", en: "magnifiers over grid, gasket and bypass valve; the floor is swept")
        case .replace8:
            Text(
                zh: "一袋新炭和合格证，留样瓶写日期、批号、1公斤",
                en: "a bag of new carbon with a certificate; a jar with date, batch and 1 kg")
        case .replace9:
            Text(zh: "铺平对，堆尖错；挤紧对，留缝踩踏错", en: "level right, heaped wrong; tight right, a gap and a boot wrong")
        case .replace10:
            Text(
                zh: "门封严，空吹10分钟，压差在绿区，拍照",
                en: "door sealed, 10 minutes of blowing, pressure drop in the green, a photograph")
        case .lookColourGood: Text(zh: "断面里外全黑", en: "a broken piece, black through")
        case .lookColourDoubtful: Text(zh: "断面有灰斑、发亮", en: "a broken piece with grey patches and a shine")
        case .lookColourBad: Text(zh: "断面是泥土色", en: "a broken piece with a core like clay")
        case .lookFormGood: Text(zh: "干净手套上一整粒", en: "a whole grain on a clean glove")
        case .lookFormDoubtful: Text(zh: "灰手套上缺角的炭粒和渣", en: "a chipped grain and crumbs on a grey glove")
        case .lookFormBad: Text(zh: "黑手套上一堆粉", en: "powder on a black glove")
        case .lookWeightGood: Text(zh: "秤上一杯炭，0.50，一根羽毛", en: "a cup of carbon on a scale, 0.50, a feather")
        case .lookWeightDoubtful: Text(zh: "秤上一杯炭，0.55", en: "a cup of carbon on a scale, 0.55")
        case .lookWeightBad: Text(zh: "秤上一杯炭，0.65，一块石头", en: "a cup of carbon on a scale, 0.65, a stone")
        case .lookBubblesGood: Text(zh: "杯里细泡成线，有响声", en: "a glass with threads of fine bubbles, and sound")
        case .lookBubblesDoubtful: Text(zh: "杯里几个泡", en: "a glass with a few bubbles")
        case .lookBubblesBad: Text(zh: "杯里没有泡，一层泥", en: "a glass without bubbles, mud at the bottom")
        case .lookIodineGood: Text(zh: "盖章的报告，数值高过线", en: "a report with a stamp, the value over the line")
        case .lookIodineDoubtful: Text(zh: "手持仪，数值刚到线", en: "a hand meter, the value at the line")
        case .lookIodineBad: Text(zh: "没有报告，数值低于线", en: "no report, the value under the line")
        case .complaintFume: Text(zh: "锅冒油烟", en: "a pan that fumes")
        case .complaintOdour: Text(zh: "鼻子闻到味", en: "a nose and a smell")
        case .complaintDust: Text(zh: "土堆、渣土车起尘", en: "a heap, a lorry, dust")
        case .complaintSmoke: Text(zh: "排气管冒黑烟", en: "a pipe with black smoke")
        case .complaintNoise: Text(zh: "喇叭很响", en: "a loudspeaker")
        case .complaintOther: Text(zh: "三个点", en: "three dots")
        case .partFilter: Text(zh: "滤网", en: "a filter")
        case .partPlates: Text(zh: "极板", en: "plates")
        case .partImpeller: Text(zh: "风机叶轮", en: "a fan wheel")
        case .partDuct: Text(zh: "管道", en: "a duct")
        case .partTray: Text(zh: "集油盘", en: "a grease tray")
        case .partHousing: Text(zh: "箱体", en: "a housing")
        case .damageInsulator: Text(zh: "瓷瓶裂", en: "a cracked insulator")
        case .damageWire: Text(zh: "丝断", en: "a broken wire")
        case .damagePlates: Text(zh: "极板歪", en: "bent plates")
        case .damageNone: Text(zh: "完好", en: "all whole")
        case .bySelf: Text(zh: "厨师", en: "a cook")
        case .byFirm: Text(zh: "清洗工", en: "a cleaner with a spray bottle")
        case .camera: Text(zh: "相机", en: "a camera")
        case .photoDevice: Text(zh: "取景框里是整机和铭牌", en: "the whole device with its nameplate in the frame")
        case .photoPlates: Text(zh: "取景框里是极板", en: "the plates in the frame")
        case .photoTray: Text(zh: "取景框里是叶轮和集油盘", en: "fan wheel and grease tray in the frame")
        case .photoBox: Text(zh: "取景框里是铭牌和二维码", en: "nameplate and QR code in the frame")
        case .photoOld: Text(zh: "取景框里是箱里的旧炭", en: "old carbon in its box in the frame")
        case .photoEmpty: Text(zh: "取景框里是空箱的箱底", en: "an empty box to its floor in the frame")
        case .photoPack: Text(zh: "取景框里是炭包装上的标签", en: "the label of a bag of carbon in the frame")
        case .photoSurface: Text(zh: "取景框里是铺平的炭和一把尺", en: "level carbon with a ruler in the frame")
        case .photoScale: Text(zh: "取景框里是秤上贴标签的袋", en: "a labelled bag on a scale in the frame")
        case .photoReport: Text(zh: "取景框里是盖章的报告", en: "a stamped report in the frame")
        case .formGranular: Text(zh: "炭粒", en: "grains")
        case .formHoneycomb: Text(zh: "蜂窝块", en: "a honeycomb block")
        case .formFibre: Text(zh: "一卷纤维毡", en: "a roll of felt")
        case .stateNew: Text(zh: "没拆封的一袋炭", en: "an unopened bag of carbon")
        case .stateUsed: Text(zh: "气流穿过箱里的炭", en: "air passing carbon in its box")
        case .warnVoltage: Text(zh: "高压电", en: "high voltage")
        case .warnFire: Text(zh: "火", en: "fire")
        case .warnChemicals: Text(zh: "药水", en: "chemicals")
        case .measureFence: Text(zh: "围挡，顶上有喷头", en: "a fence with nozzles on top")
        case .measureBoard: Text(zh: "写着字的公示牌", en: "a notice board with writing")
        case .measurePaved: Text(zh: "硬化的道路", en: "a paved road")
        case .measureWash: Text(zh: "冲洗台上的卡车", en: "a lorry whose wheels are washed")
        case .measureCover: Text(zh: "网盖住的土堆", en: "a mound of soil under a net")
        case .measureStock: Text(zh: "网盖住的料堆", en: "heaps under a net")
        case .measureSpray: Text(zh: "围挡上出水的喷头", en: "nozzles that run along a fence")
        case .measureCannon: Text(zh: "喷雾的雾炮", en: "a mist cannon at work")
        case .measureSprinkle: Text(zh: "洒水的车", en: "a lorry that sprinkles water")
        case .measureSweep: Text(zh: "扫帚", en: "a broom")
        case .measureWet: Text(zh: "工具和一滴水", en: "a tool and a drop of water")
        case .measureClosed: Text(zh: "盖严的渣土车", en: "a muck lorry with its lid shut")
        case .measureStop: Text(zh: "停下的挖掘机，打叉", en: "an excavator at rest, crossed out")
        case .measureNight: Text(zh: "月亮和许可证", en: "a moon and a permit")
        case .measureMonitor: Text(zh: "打勾的监测站", en: "a monitoring station with a tick")
        case .warnBreath: Text(zh: "防毒面具", en: "a gas mask")
        }
    }
}
