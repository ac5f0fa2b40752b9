import Foundation

/// The serial devices of this machine that a line may be on.
enum SerialPorts {
    /// By their names in `/dev`, in the order of people.
    private static let families = ["ttyS", "ttyUSB", "ttyACM", "ttyAMA", "ttymxc", "ttySC", "ttyXRUSB", "ttyO"]

    static func all() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/dev")) ?? []
        return names.filter { name in
            families.contains { family in
                name.hasPrefix(family) && !name.dropFirst(family.count).isEmpty
                    && name.dropFirst(family.count).allSatisfy(\.isNumber)
            } && isThere(name)
        }.sorted { ($0.count, $0) < ($1.count, $1) }.map { "/dev/\($0)" }
    }

    /// Linux has names for ports of a PC that it does not have: their type is 0.
    private static func isThere(_ name: String) -> Bool {
        let type = try? String(contentsOfFile: "/sys/class/tty/\(name)/type", encoding: .utf8)
        return type?.trimmingCharacters(in: .whitespacesAndNewlines) != "0"
    }
}
