import Facilities

extension CleaningGuide {
    /// The types that have a high-voltage cell.
    private static let withCell: Set<PurifierType> = [.electrostatic, .composite]
    private static let devices: Set<PurifierType> = [.electrostatic, .composite, .filter, .wet, .uv]

    /// How a clean purifier looks and sounds, and what is measured then (洗到什么标准).
    static let standard: [Guide.Standard] = [
        .look(
            .plates, "见铝本色，摸着不滑不粘；发暗不算脏", "clean metal, not slippery; discoloured is all right", for: withCell,
            .read(.makerClean)),
        .look(
            .insulator, "白净干爽，没裂纹，没黑色爬痕", "white, dry, no crack, no carbon track", for: withCell,
            .read(.makerClean)),
        .look(.wire, "绷直居中，不断不挂油", "taut, centred, whole, no coating", for: withCell, .read(.makerClean)),
        .look(.gap, "板板平行不相碰，缝里没东西", "parallel, nothing bridging", for: withCell, .read(.makerClean)),
        .look(.filter, "对着光能看透，网眼不糊", "light passes every mesh", for: devices, .own),
        .look(.tray, "倒空擦净，排油口通畅", "empty, drain free", for: devices, .own),
        .look(
            .fanWheel, "叶片见金属，转起来不抖", "bare metal, turns without shaking", for: devices, .secondary(.fanWheel)),
        .look(
            .sound, "不连续打火，没有焦味", "no steady crackling, no burnt smell", for: withCell, .read(.makerLamp)),
        .figure(
            .current, "洗后1小时起，回到基准±10%", "back to baseline ±10 %, judged from 1 h after", for: withCell,
            .read(.makerLamp), .own("±10%", "±10 %")),
        .figure(.pressure, "回到清洗基准±20%", "back to baseline ±20 %", for: devices, .own),
        .figure(
            .fume, "10分钟均值不超过2.0 mg/m³", "10-min mean ≤ 2.0 mg/m³", for: nil, .read(.fumeLimit)),
        .figure(.efficiency, "小店60%、中店75%、大店85%以上", "≥ 60 / 75 / 85 %", for: nil, .read(.fumeLimit)),
        .figure(.together, "风机一开，净化器5分钟内也开", "purifier on within 5 min of the fan", for: nil, .own),
        .figure(.stood, "清洗当天净化器停过至少30分钟", "purifier stood ≥ 30 min that day", for: nil, .own),
    ]
}
