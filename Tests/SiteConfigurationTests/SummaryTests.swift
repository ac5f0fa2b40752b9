import Facilities
import SiteConfiguration
import StrictYAML
import TestSupport
import Testing

/// E10: what `check` prints of a mall.
struct SummaryTests {
    /// Kitchens with a meter and a fume sensor each, on one bus.
    private func mall(_ count: Int) throws -> Configuration {
        let kitchens = (1...count).map { number in
            """
              - {code: KITCHEN-\(number), kind: fume-purifier, name: 厨房\(number), fume: {stoves: 4},
                 devices: [{profile: chint-ddsu666, bus: line, unit: \(number), as: {current: purifierCurrent}}]}
            """
        }
        let text =
            "gateway: {id: NJ-1, site: 商场}\nbuses: {line: {tcp: {host: 10.0.0.1}}}\nfacilities:\n"
            + kitchens.joined(separator: "\n")
        return try Configuration.read(text, file: "g.yaml", folders: [profiles], files: .repository())
    }

    @Test(arguments: [1, 30]) func aKitchenIsALineAndABusIsALine(count: Int) throws {
        let lines = ConfigurationSummary(try mall(count), in: .zh).text.split(separator: "\n")
        // Gateway, uplinks, journal and page, the bus, and the totals.
        #expect(lines.count == count + 6, "\(lines)")
        #expect(lines.count { $0.hasPrefix("KITCHEN-") } == count)
        #expect(lines.filter { $0.hasPrefix("总线 line") }.count == 1)
        #expect(lines.last?.hasPrefix("合计 \(count) 个设施，1 条总线，\(count) 台设备") == true)
    }

    @Test func unitsAreARange() throws {
        #expect(ConfigurationSummary(try mall(30), in: .zh).text.contains("站号 1-30，"))
        #expect(ConfigurationSummary(try mall(30), in: .en).text.contains(": units 1-30, everything once in "))
    }

    @Test func aFacilitysLineSaysWhatIsJudgedAndWhatNotAndWhy() throws {
        let lines = ConfigurationSummary(try mall(1), in: .zh).text.split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix("KITCHEN-1 厨房1：判断 ") })
        #expect(line.contains("不判断：") && line.contains("没有仪表测"), "\(line)")
    }

    /// One language a line, and no ids of rules.
    @Test func aLineInEnglishHasNoChineseButNames() throws {
        for line in ConfigurationSummary(try mall(2), in: .en).text.split(separator: "\n") {
            let text = line.replacing("厨房1", with: "").replacing("厨房2", with: "").replacing("商场", with: "")
            #expect(text.unicodeScalars.allSatisfy { !$0.properties.isIdeographic }, "\(line)")
        }
        for rule in ["fume.cleaning", "fume.purifierOff"] {
            let lines = ConfigurationSummary(try mall(2), in: .zh).text.split(separator: "\n")
            #expect(lines.allSatisfy { !$0.contains(rule + "、") && !$0.contains("：" + rule) })
        }
    }
}
