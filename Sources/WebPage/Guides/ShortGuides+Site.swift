import Facilities

/// The guides for a building site.
extension ShortGuides {
    static let reduceDust: [Guide.Line] = [
        .init("开喷淋雾炮，盖裸土", "Spray and mist cannon on, cover bare soil", .own),
        .init("停起灰的活，洒水清扫", "Stop the dusty work, sprinkle and sweep", .own),
        .init("15分钟后看数值，登记措施", "Read the figure after 15 minutes, enter what you did", .own),
    ]

    static let reduceNoise: [Guide.Line] = [
        .init("停最响的机械，调到白天干", "Stop the loudest machine and use it by day", .own),
        .init("加隔声罩、隔声棚，关发动机", "Put up screens and hoods, switch idle engines off", .own),
        .init("夜里要干：先办许可并公告", "Night work: first a permit, and a notice to neighbours", .own),
    ]

    static let switchOnSpray: [Guide.Line] = [
        .init("看水压、水箱、阀门", "Look at water pressure, tank and valves", .own),
        .init("手动开，再查联动开关", "Start it by hand, then check the automatic switch", .own),
        .init("结冰天不喷，改覆盖", "In frost do not spray: cover instead", .own),
    ]
}
