import Foundation

/// Which start of the machine it is.
public struct Boot: Hashable, Sendable, CustomStringConvertible {
    /// The first 60 bits of the kernel's random id of it.
    let number: Int64

    /// Reads text such as `1ab5e1f6-6c0d-4c4b-9b4a-0c5b9a9f0e55`, as /proc/sys/kernel/random/boot_id has it; nil for anything else.
    public init?(_ text: String) {
        let digits = text.filter { $0 != "-" && !$0.isWhitespace }
        guard digits.count == 32, let number = Int64(digits.prefix(15), radix: 16) else { return nil }
        self.number = number
    }

    /// Returns one that no other start has.
    public static func random() -> Boot { Boot(number: .random(in: 0..<1 << 60)) }

    private init(number: Int64) {
        self.number = number
    }

    /// The start that it is now; nil where nobody says which it is.
    ///
    /// A unit with ProcSubset=pid hides the kernel's file, so that it passes systemd's own text, the same digits, in the environment.
    public static var current: Boot? {
        let named = ProcessInfo.processInfo.environment["MASHANG_BOOT_ID"].flatMap(Boot.init)
        let file = "/proc/sys/kernel/random/boot_id"
        return named ?? (try? String(contentsOfFile: file, encoding: .utf8)).flatMap(Boot.init)
    }

    /// 15 digits: what is kept of the kernel's text.
    public var description: String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 15 - digits.count) + digits
    }
}
