import Facilities
import Foundation
import Journal
import Logging
import Photographs
import TestSupport

@testable import Gateway

/// A store of photographs, a desk and local requests over a journal in a folder. A second one over the same folder is the gateway after a
/// restart.
struct PhotographSite {
    let site: DeskSite
    let store: PhotographStore

    static let now = DeskSite.now

    init(_ folder: TemporaryFolder, budget: Int64 = 1 << 30) throws {
        site = try DeskSite(folder)
        store = PhotographStore(
            site.driven.keeping, journal: site.journal, budget: budget,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    var folder: PhotographFolder { site.journal.photographFolder }

    /// A PNG of noise, another one for each number.
    ///
    /// - Parameter bytes: about how many it has; one pixel for 0.
    static func picture(_ number: Int, bytes: Int = 0) throws -> [UInt8] {
        let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"
        let side = max(1, Int(Double(bytes / 3).squareRoot()))
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).png")
        defer { try? FileManager.default.removeItem(at: file) }
        let script = """
            import random, sys; from PIL import Image
            data = random.Random(\(number)).randbytes(\(side * side * 3))
            Image.frombytes('RGB', (\(side), \(side)), data).save(sys.argv[1])
            """
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, "-c", script, file.path]
        try process.run()
        process.waitUntilExit()
        return [UInt8](try Data(contentsOf: file))
    }

    func take(_ number: Int, bytes: Int = 0, isPublic: Bool = false, now: Timestamp = now) async throws -> PhotographID
    {
        try await store.take(try Self.picture(number, bytes: bytes), isPublic: isPublic, now: now)
    }

    /// Enters a cleaning with photographs of before it.
    func clean(_ ids: [PhotographID], id: String = UUID().uuidString, now: Timestamp = now) async -> Reply {
        let list = ids.map { #""\#($0)""# }.joined(separator: ",")
        let before = ids.isEmpty ? "" : #","before":[\#(list)]"#
        return await site.send(#"{"kind":"cleaning","parts":["filter"]\#(before)}"#, id: id, now: now)
    }

    func complain(_ ids: [PhotographID], id: String) async -> Reply {
        let list = ids.map { #""\#($0)""# }.joined(separator: ",")
        return await site.send(
            #"{"kind":"complaint","id":"\#(id)","text":"油烟","photographs":[\#(list)]}"#, id: id, to: DeskSite.point)
    }

    func close(_ number: String) async -> Reply {
        await site.send(
            #"{"kind":"complaintClosing","id":"\#(number)","text":"已清洗"}"#, id: UUID().uuidString, to: DeskSite.point)
    }

    func erase(_ id: String, everywhere: Bool = false) async throws -> Reply {
        let request = try JSONEncoder().encode(LocalRequest(erase: id, everywhere: everywhere, by: "李"))
        let requests = try LocalRequests(site.driven.keeping, journal: site.journal, of: DeskSite.facilities)
        return try JSONDecoder().decode(Reply.self, from: Data(await requests.reply(to: [UInt8](request))))
    }

    func has(_ id: PhotographID) async -> Bool { await store.read(id) != nil }

    /// The faults of the journal.
    func faults() throws -> [LedgerFault] { try site.journal.check().faults }
}
