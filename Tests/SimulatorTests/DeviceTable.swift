import DeviceProfiles
import Facilities
import Foundation
import TestSupport

/// All profiles by their classes, which are the headings of the catalogue in `device-profiles/README.md`.
struct DeviceTable {
    struct Class {
        var title: String
        var ids: [String]
    }

    private let devices: [String: RankedDevice]
    private let classes: [Class]

    init() throws {
        devices = Dictionary(uniqueKeysWithValues: try RankedDevice.all().map { ($0.profile.id, $0) })
        classes = try Self.classes()
    }

    static func classes() throws -> [Class] {
        let page = try String(contentsOfFile: Program.repository + "/device-profiles/README.md", encoding: .utf8)
        var classes: [Class] = []
        for line in page.split(separator: "\n") {
            if let heading = line.wholeMatch(of: /##+ (.+)/)?.output.1 {
                classes.append(Class(title: String(heading), ids: []))
            } else if let id = line.prefixMatch(of: /\| `([a-z0-9-]+)` \| .+ \| [✓–] \|/)?.output.1 {
                classes[classes.count - 1].ids.append(String(id))
            }
        }
        return classes.filter { !$0.ids.isEmpty }
    }

    var markdown: String { Self.head + "\n" + summary + "\n" + classes.map(section).joined(separator: "\n") }

    private static let head = """
        # 设备 · Devices

        本表由程序生成（`MASHANG_WRITE_DEVICES=1 swift test --filter DeviceTableTests`）。This page is generated.

        - 核对：✓ 表示寄存器表出自厂家资料；没有一台在这里接过真机。Verified: a tick says that the map was read from the maker's own document; none was tried on a device here.
        - 名次：该描述的模拟设备对全部描述的提问作答后，自己的描述排第几。Rank: the place of its own profile when a simulated device of it has answered the questions of all profiles.
        - 把握：`确定 certain` 有型号标识；`很可能 likely` 远在其他之前；`分不清 amongst` 与所列描述一样说得通，要看铭牌或现场已知的数值；`不认识 unknown` 没有描述说得通。\\
        How sure: certain carries the model's mark; likely is far ahead of the others; amongst explains the answers no better than those listed, so that the label or a value known on site must tell; unknown is explained by none.

        """

    private var summary: String {
        let all = devices.values
        let (first, second) = (all.filter { $0.place == 1 }.count, all.filter { $0.place == 2 }.count)
        let alone = all.filter { $0.place == 1 && $0.equals.isEmpty && $0.isNamed }.count
        return """
            共 \(all.count) 份：\(first) 份排第一，\(second) 份排第二；\(alone) 份单独认出。\\
            \(all.count) profiles: \(first) are first, \(second) second; \(alone) are told from all others.

            """
    }

    private func section(_ section: Class) -> String {
        """
        ## \(section.title)

        | 描述 profile | 名称 name | 核对 verified | 名次 rank | 把握 how sure | 分不清 not told apart from | 来源 source |
        |---|---|---|---|---|---|---|
        \(section.ids.compactMap { devices[$0] }.map(row).joined(separator: "\n"))

        """
    }

    private func row(_ device: RankedDevice) -> String {
        let profile = device.profile
        let cells = [
            "`\(profile.id)`", "\(profile.name.zh) · \(profile.name.en)", profile.verified ? "✓" : "–",
            "\(device.place)", words(device.ranking.certainty),
            device.equals.isEmpty ? "–" : device.equals.map { "`\($0)`" }.joined(separator: ", "), profile.source,
        ]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }

    private func words(_ certainty: ProfileRanking.Certainty) -> String {
        switch certainty {
        case .certain: "确定 certain"
        case .likely: "很可能 likely"
        case .amongst: "分不清 amongst"
        case .unknown: "不认识 unknown"
        }
    }
}
