import Foundation
import HJ212

/// Files beside the tests.
enum Tables {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    static func lines(_ name: String) throws -> [[Substring]] {
        try String(contentsOf: folder.appending(path: "Tables/\(name)"), encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: " ")
        }
    }

    static func annex() throws -> [Segment] {
        try JSONDecoder().decode(
            [Segment].self, from: Data(contentsOf: folder.appending(path: "Tables/annex-c-2017.json")))
    }

    static func vectors() throws -> [Vector] {
        try JSONDecoder().decode([Vector].self, from: Data(contentsOf: folder.appending(path: "Tables/vectors.json")))
    }

    /// One line of an example dialogue of annex C of HJ 212-2017.
    struct Segment: Decodable {
        var table: String
        var segment: String
        var complete: Bool
    }

    struct Vector: Decodable {
        var name: String
        var segment: String
        var frame: String
    }
}

/// A Python that has gmssl; nil where there is none, and the recorded table has to do.
enum Peer {
    static let python: String? = {
        let here = Tables.folder.appending(path: "../../.venv/bin/python").path(percentEncoded: false)
        let candidates = [ProcessInfo.processInfo.environment["HJ212_PYTHON"], here].compactMap(\.self)
        return candidates.first { (try? run($0, ["-c", "import gmssl"], "")) != nil }
    }()

    static func run(_ program: String, _ arguments: [String], _ input: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        // A file takes any amount, where a pipe would block.
        let source = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try input.write(to: source, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: source) }
        let output = Pipe()
        process.standardInput = try FileHandle(forReadingFrom: source)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return String(decoding: data, as: UTF8.self)
    }
}

/// The same numbers in each run (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

extension [UInt8] {
    init(hexadecimal text: some StringProtocol) {
        let digits = text.compactMap(\.hexDigitValue)
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    var hexadecimal: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}

extension Packet {
    /// Any packet that can be sent plain.
    static func random(_ source: inout Seeded) -> Packet {
        let letters = Array("0123456789abcXYZ.-_:/粉尘")
        let word = { (source: inout Seeded, count: ClosedRange<Int>) in
            String(
                (0..<Int.random(in: count, using: &source)).map { _ in letters.randomElement(using: &source) ?? "0" })
        }
        let groups = (0..<Int.random(in: 0...12, using: &source)).map { _ in
            Content.Group(
                (0..<Int.random(in: 1...4, using: &source)).map { _ in
                    Content.Field(word(&source, 1...12), Bool.random(using: &source) ? word(&source, 0...8) : nil)
                })
        }
        let isPart = Bool.random(using: &source)
        let edition = Edition.allCases.randomElement(using: &source) ?? .y2017
        return Packet(
            queryNumber: BeijingTime(milliseconds: .random(in: 0...4_000_000_000_000, using: &source)).toTheMillisecond,
            system: String(Int.random(in: 10...99, using: &source)), command: .random(in: 0...9999, using: &source),
            password: word(&source, 1...9), station: word(&source, 14...24),
            flag: PacketFlag(edition, isPart: isPart, wantsAnswer: .random(using: &source)),
            part: isPart ? Part(.random(in: 1...9, using: &source), of: 9) : nil, isResent: .random(using: &source),
            content: Content(groups))
    }

    /// How the whole packet is read.
    static func read(_ bytes: [UInt8], key: SM4Key? = nil) throws -> ReceivedPacket? {
        var splitter = FrameSplitter()
        return try splitter.append(bytes).first?.packet(key: key)
    }
}
