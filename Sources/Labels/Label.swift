public import Facilities

/// The label on the wall: the kind of facility, the QR code, its purpose, the name, and the code in print for people
/// who cannot scan. Its width is that of the QR code with its quiet zone; its height follows from the lines.
public struct Label: Hashable, Sendable {
    /// The code of the facility, in print below the name.
    public let code: Facility.Code
    /// The QR code, which contains the address of the facility's page.
    public let symbol: QRSymbol
    let layout: LabelLayout

    /// Creates the label.
    ///
    /// - Parameters:
    ///   - url: The address in the QR code, of printable ASCII.
    ///   - isForTrying: Whether the address works on this machine only, which the label then states.
    /// - Throws: The reason why the address cannot be in a QR code.
    public init(
        code: Facility.Code, kind: Facility.Kind, name: String, url: String, isForTrying: Bool = false
    ) throws(LabelError) {
        self.code = code
        symbol = try QRSymbol(url)
        let invitation = isForTrying ? Self.forTrying : kind.invitation
        layout = LabelLayout(kind: kind.title, side: symbol.side, invitation: invitation, name: name, code: code)
    }

    private static let forTrying = Text(zh: "仅供本机试用，不要张贴", en: "for trying on this machine: do not post")

    /// The least size of a module that a phone still reads at arm's length, in mm.
    public static let leastModule = 0.5

    /// The possible widths of a label, in mm; a long address needs more than the lower bound.
    public static let widths = 20...200

    /// The least width at which no module is too small, in mm.
    public var leastWidth: Int { Int((Double(symbol.side) * Self.leastModule).rounded(.up)) }

    /// Returns the height for a width, both in mm.
    public func height(width: Int) -> Double { Double(width * layout.height) / Double(symbol.side) }

    /// All printed texts, line by line.
    public var texts: [String] { layout.lines.map(\.text) }

    /// Returns the label as an SVG of a width in mm.
    public func svg(width: Int) -> String {
        let size = "width=\"\(width)mm\" height=\"\(height(width: width).svg)mm\""
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) \(content)</svg>\n"
    }

    /// The `svg` element behind its size.
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
    /// The purpose of a scan, in words.
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
