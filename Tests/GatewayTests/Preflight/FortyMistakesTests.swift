import Facilities
import Foundation
import Gateway
import SiteConfiguration
import StrictYAML
import TestSupport
import Testing

/// E9: 40 typical mistakes, all in the first round.
struct FortyMistakesTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().path + "/forty.yaml"

    /// Each mistake by its number in the file, with its line and a part of what is said of it.
    private static let mistakes: [(number: Int, line: Int, says: String)] = [
        (1, 2, "'南京网关1' is not an id"), (2, 3, "such as Asia/Shanghai"), (3, 4, "write zh-Hans (中文)"),
        (4, 5, "unknown key 'sitename'"), (5, 7, "'环保局' is not a name"), (6, 9, "mqtts://broker.example:8883"),
        (7, 10, "/nowhere/credentials/pw is not there"), (8, 11, "5 or 3.1.1"), (9, 12, "write cleaning (清洗)"),
        (10, 12, "no kind of record 'repair'"), (11, 13, "'60' is not all, off"), (12, 13, "'5min' is not one of"),
        (13, 15, "/media/usb is not there"), (14, 16, "such as 500MiB or 2GiB"), (15, 17, "such as 10s"),
        (16, 19, "such as 127.0.0.1:8080"), (17, 20, "with {code} in it"), (18, 21, "10.0.0.0/8"),
        (19, 23, "a bus's name"), (20, 23, "/dev/ttyUSB7 is not there"), (21, 24, "a device such as /dev/ttyS1"),
        (22, 24, "a baud rate"), (23, 24, "write none (N)"), (24, 25, "host: 192.168.1.10, port: 502"),
        (25, 26, "'192.168.1.300' is not a host"), (26, 26, "the bus spare has no devices"),
        (27, 28, "check character"), (28, 29, "write fume-purifier (油烟净化器)"), (29, 30, "a name in one line"),
        (30, 31, "the number of reference stoves"), (31, 31, "a day such as"), (32, 32, "with a unit"),
        (33, 34, "did you mean 'chint-ddsu666'?"), (34, 35, "did you mean line-2?"),
        (35, 35, "'fan' is no known quantity"), (36, 36, "a unit from 1 to 247"),
        (37, 38, "already the device of line 37"), (38, 39, "already that of the facility in line 28"),
        (39, 42, "write granular (颗粒)"), (40, 42, "12.5 kg"), (41, 42, "up to 24 h"),
    ]

    private func round() async -> CheckRound {
        let draft = ConfigurationDraft(
            file: Self.file, folders: [Program.repository + "/device-profiles"], files: .disk)
        let machine = Machine.made(folder: .missing, ports: ["/dev/ttyUSB7": .missing])
        return await CheckRound(draft, on: machine, now: .release, source: nil)
    }

    @Test func allAreSaidInTheFirstRoundEachAtItsLine() async {
        let round = await round()
        let all = round.errors + round.warnings
        for mistake in Self.mistakes {
            #expect(
                all.contains { $0.line == mistake.line && $0.message.contains(mistake.says) },
                "\(mistake.number) \(mistake.says)")
        }
    }

    /// A mistake makes no others: each line has as many remarks as mistakes, but for what follows for a person too.
    @Test func nothingIsSaidOfWhatIsRight() async {
        let round = await round()
        let lines = Dictionary(grouping: round.errors, by: \.line).mapValues(\.count)
        let wrong = Dictionary(grouping: Self.mistakes, by: \.line).mapValues(\.count)
        for (line, count) in lines {
            let remarks = round.errors.filter { $0.line == line }.map(\.message)
            #expect(count <= wrong[line] ?? 0, "line \(line): \(remarks)")
        }
        // Two more buses than the one that was meant have no devices.
        #expect(round.warnings.allSatisfy { wrong[$0.line] != nil }, "\(round.warnings)")
    }

    @Test func eachIsSaidInChineseToo() async {
        let round = await round()
        for remark in round.errors + round.warnings {
            #expect(remark.text.zh.unicodeScalars.contains { $0.properties.isIdeographic }, "\(remark)")
            #expect(remark.text.zh != remark.text.en, "\(remark)")
        }
    }
}
