import DeviceProfiles
import Foundation
import TestSupport
import Testing

/// `docs/devices.md` says of every profile where it comes from and how far a scan tells it. After a change:
///
///     MASHANG_WRITE_DEVICES=1 swift test --filter DeviceTableTests
struct DeviceTableTests {
    private static let isWriting = ProcessInfo.processInfo.environment["MASHANG_WRITE_DEVICES"] != nil
    private static let path = Program.repository + "/docs/devices.md"

    @Test func itIsWhatTheProfilesAndTheRankingSay() throws {
        let table = try DeviceTable()
        if Self.isWriting { try table.markdown.write(toFile: Self.path, atomically: true, encoding: .utf8) }
        #expect(
            try String(contentsOfFile: Self.path, encoding: .utf8) == table.markdown,
            "write it again: MASHANG_WRITE_DEVICES=1 swift test --filter DeviceTableTests")
    }

    @Test func everyProfileIsInOneClass() throws {
        let classes = try DeviceTable.classes()
        let ids = classes.flatMap(\.ids)
        #expect(ids.sorted() == (try RankedDevice.installed().map(\.id).sorted()))
    }
}
