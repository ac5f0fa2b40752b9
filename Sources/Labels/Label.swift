public import Facilities

/// What is glued to the wall: the kind of facility, the QR code, what to scan it for, the name, and the code in print for who
/// cannot scan. Its width is that of the QR code with its quiet zone; its height follows from the lines.
public struct Label: Hashable, Sendable {
    public let code: Facility.Code
    public let symbol: QRSymbol
    let layout: LabelLayout

    /// - Parameters:
    ///   - url: what the QR code says.
    ///   - isForTrying: whether the address works on this machine only, which the label then says.
    public init(
        code: Facility.Code, kind: Facility.Kind, name: String, url: String, isForTrying: Bool = false
    ) throws(LabelError) {
        self.code = code
        symbol = try QRSymbol(url)
        let invitation = isForTrying ? Self.forTrying : kind.invitation
        layout = LabelLayout(kind: kind.title, side: symbol.side, invitation: invitation, name: name, code: code)
    }

    private static let forTrying = Text(zh: "仅供本机试用，不要张贴", en: "for trying on this machine: do not post")

    /// The least size of a module, which a phone still reads at arm's length, in mm.
    public static let leastModule = 0.5

    /// The widths that any label may have, in mm; a long address needs more than the lower bound.
    public static let widths = 20...200

    /// The least width at which no module is too small, in mm.
    public var leastWidth: Int { Int((Double(symbol.side) * Self.leastModule).rounded(.up)) }

    /// The height that belongs to a width, both in mm.
    public func height(width: Int) -> Double { Double(width * layout.height) / Double(symbol.side) }

    /// All that is printed, line by line.
    public var texts: [String] { layout.lines.map(\.text) }

    /// An SVG of a width in mm.
    public func svg(width: Int) -> String {
        let size = "width=\"\(width)mm\" height=\"\(height(width: width).svg)mm\""
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) \(content)</svg>\n"
    }

    /// The rest of an `svg` element behind its size.
    var content: String {
        """
        viewBox="0 0 \(symbol.side) \(layout.height)">
        <rect width="\(symbol.side)" height="\(layout.height)" fill="#fff"/>
        <path transform="translate(0 \(layout.symbolTop))" shape-rendering="crispEdges" fill="#000" d="\(symbol.path)"/>
        <g text-anchor="middle" fill="#000" xml:lang="zh-CN" font-family="\(Self.fonts)">
        \(layout.lines.map { $0.svg(center: Double(symbol.side) / 2) }.joined(separator: "\n"))
        </g>

        """
    }

    private static let fonts =
        "'Noto Sans CJK SC','Source Han Sans SC','WenQuanYi Micro Hei','Microsoft YaHei','PingFang SC',sans-serif"
}

extension Facility.Kind {
    /// What somebody can scan the code for.
    var invitation: Text {
        switch self {
        case .activatedCarbon: Text(zh: "扫一扫：看状态、登记更换", en: "scan: status, enter a replacement")
        case .fumePurifier: Text(zh: "扫一扫：看状态、登记清洗", en: "scan: status, enter a cleaning")
        case .nonroadMachinery: Text(zh: "扫一扫：看状态、检测记录", en: "scan: status and test records")
        case .dustSite: Text(zh: "扫一扫：看扬尘状态和评级", en: "scan: dust status and grade")
        case .complaintPoint: Text(zh: "扫一扫：反映空气问题", en: "scan: report a problem with the air")
        }
    }
}
