import Foundation

/// The serial devices of this machine that a line may use.
enum SerialPorts {
    /// The beginnings of the names in `/dev`.
    private static let families = ["ttyS", "ttyUSB", "ttyACM", "ttyAMA", "ttymxc", "ttySC", "ttyXRUSB", "ttyO"]

    /// Returns the paths of the ports, ordered as people count: `ttyS2` before `ttyS10`.
    static func all() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/dev")) ?? []
        return names.filter { name in
            families.contains { family in
                name.hasPrefix(family) && !name.dropFirst(family.count).isEmpty
                    && name.dropFirst(family.count).allSatisfy(\.isNumber)
            } && isThere(name)
        }.sorted { ($0.count, $0) < ($1.count, $1) }.map { "/dev/\($0)" }
    }

    /// Returns whether a port exists. Linux also has names for ports of a PC that it does not have: their type is 0.
    private static func isThere(_ name: String) -> Bool {
        let type = try? String(contentsOfFile: "/sys/class/tty/\(name)/type", encoding: .utf8)
        return type?.trimmingCharacters(in: .whitespacesAndNewlines) != "0"
    }
}
