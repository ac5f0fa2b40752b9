import Foundation

/// The identity of one start of the machine.
public struct Boot: Hashable, Sendable, CustomStringConvertible {
    /// The first 60 bits of the kernel's random boot id.
    let number: Int64

    /// Reads the content of /proc/sys/kernel/random/boot_id, such as `1ab5e1f6-6c0d-4c4b-9b4a-0c5b9a9f0e55`; nil for anything else.
    public init?(_ text: String) {
        let digits = text.filter { $0 != "-" && !$0.isWhitespace }
        guard digits.count == 32, let number = Int64(digits.prefix(15), radix: 16) else { return nil }
        self.number = number
    }

    /// Returns a random identity that no other start has.
    public static func random() -> Boot { Boot(number: .random(in: 0..<1 << 60)) }

    private init(number: Int64) {
        self.number = number
    }

    /// The present start; nil where it is not known.
    ///
    /// A unit with ProcSubset=pid hides the kernel's file. It passes the same digits, from systemd, in the environment.
    public static var current: Boot? {
        if let id = ProcessInfo.processInfo.environment["MASHANG_BOOT_ID"], let boot = Boot(id) { return boot }
        let id = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        return id.flatMap(Boot.init)
    }

    /// The 15 hexadecimal digits of the kernel's boot id that are stored.
    public var description: String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 15 - digits.count) + digits
    }
}
