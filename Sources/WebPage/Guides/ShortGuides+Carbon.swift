import Facilities

/// The guides of three steps, one for each action. The steps are this program's own suggestion unless they name a
/// source.
enum ShortGuides {}

/// The guides for an adsorber and its carbon.
extension ShortGuides {
    static let checkAdsorber: [Guide.Line] = [
        .init("看前面过滤棉堵没堵，堵了先换", "Look at the filter mat before the box; replace it if it is clogged", .own),
        .init("停机开箱，看炭是否粉化、结块", "Stop, open the box: is the carbon powder or caked?", .own),
        .init("查取压管有没有堵、掉、进水", "Is a pressure tube clogged, off or full of water?", .own),
    ]

    static let coolBed: [Guide.Line] = [
        .init("停风机、停产，关进出口阀", "Fan off, production stopped, inlet and outlet valves shut", .own),
        .init("不开箱门，看床温往下走", "Leave the door shut and watch the bed's temperature fall", .own),
        .init("还在升或冒烟：撤人，打119", "It still rises, or smoke: everybody out, call 119", .own),
    ]

    static let closeBypass: [Guide.Line] = [
        .init("把旁路阀关到底，上锁拍照", "Close the bypass valve fully, lock it, photograph it", .own),
        .init("查炭层有没有塌、空、漏", "Has the bed sunk, is it empty, does it leak?", .own),
        .init("开机看压差回来没有", "Start, and see whether the pressure drop is back", .own),
    ]

    static let checkAirVolume: [Guide.Line] = [
        .init("看风机频率和阀门开度", "Look at the fan's frequency and at the valves", .own),
        .init("调小到设计风量，看过炭风速", "Lower it to the design air volume; read the face velocity", .own),
        .init("还超：炭层面积不够，联系厂家", "Still too high: the bed is too small, call its maker", .own),
    ]

    static let dryInlet: [Guide.Line] = [
        .init("查喷淋后的除雾器、水满没满", "Check the demister behind the scrubber, and its water level", .own),
        .init("查降温：进口要低于40℃", "Check the cooling: the inlet must be below 40 °C", .own),
        .init("排掉管道积水，再看湿度", "Drain the duct, then read the humidity again", .own),
    ]

    static let completeRecord: [Guide.Line] = [
        .init("点缺的那一项，有什么填什么", "Tap what is missing and enter what you have", .own),
        .init("拍合同、合格证、报告首页", "Photograph contract, certificate and the report's first page", .own),
        .init("找厂家要批号和碘值报告", "Ask the maker for batch number and iodine report", .own),
    ]

    static let transferWaste: [Guide.Line] = [
        .init("约有许可证的单位，核对代码", "Book a licensed firm and check its waste code", .own),
        .init("网上填联单，称重装车", "Fill in the manifest on line, weigh, load", .own),
        .init("对方签收后回来登记", "Enter it here when the receiver has signed", .own),
    ]

    static let switchOnTreatment: [Guide.Line] = [
        .init("看治理设施电源、空开跳没跳", "Has the treatment power? Did a breaker trip?", .own),
        .init("先开治理设施，再生产", "Start the treatment first, then production", .own),
        .init("开不了：停产，报修，登记维护", "It does not start: stop production, call repair, enter it", .own),
    ]
}
