import Foundation

/// The folders in which the unit of the package may write: for a unit with `ProtectSystem=strict` all others are read-only,
/// whatever their modes are.
public struct UnitFolders: Hashable, Sendable {
    /// The folders that a unit names; nil if it may write everywhere that its user may.
    private var folders: [String]?

    /// Reads the settings of a unit.
    ///
    /// - Parameter texts: the unit and its drop-ins, in the order in which systemd reads them.
    public init(_ texts: [String]) {
        var (isStrict, states, added): (Bool, [String], [String]) = (false, [], [])
        for line in texts.flatMap({ $0.split(whereSeparator: \.isNewline) }) {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let values = parts[1].split(whereSeparator: \.isWhitespace).map { String($0.drop { "-+\"".contains($0) }) }
            switch parts[0].trimmingCharacters(in: .whitespaces) {
            case "ProtectSystem": isStrict = values == ["strict"]
            case "StateDirectory": states = values.isEmpty ? [] : states + values.map { "/var/lib/\($0)" }
            // An empty value cancels those before it.
            case "ReadWritePaths": added = values.isEmpty ? [] : added + values
            default: continue
            }
        }
        folders = isStrict ? states + added : nil
    }

    /// Returns the folders of the unit that this machine would start; nil if none is installed.
    static func installed() -> UnitFolders? {
        let places = ["/etc/systemd/system", "/run/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system"]
        let name = "mashang.service"
        guard let unit = places.lazy.compactMap({ text("\($0)/\(name)") }).first else { return nil }
        // Of two drop-ins with one name, that of the earlier folder counts. All are read in the order of their names.
        let dropIns = places.reversed().reduce(into: [String: String]()) { found, place in
            let folder = "\(place)/\(name).d"
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for file in files where file.hasSuffix(".conf") { found[file] = text("\(folder)/\(file)") }
        }
        return UnitFolders([unit] + dropIns.sorted { $0.key < $1.key }.map(\.value))
    }

    private static func text(_ file: String) -> String? { try? String(contentsOfFile: file, encoding: .utf8) }

    /// Returns whether the unit may write in a folder, or could if the folder existed.
    public func include(_ folder: String) -> Bool {
        guard let folders else { return true }
        let folder = URL(filePath: folder).standardizedFileURL.path
        return folders.contains { $0 == "/" || folder == $0 || folder.hasPrefix($0 + "/") }
    }

    /// Returns whether a folder of the machine is hidden from the unit: `ProtectHome=yes` hides the first ones, and
    /// `PrivateTmp=yes` replaces the last ones with others, which are removed when the unit stops.
    public func hide(_ folder: String) -> Bool {
        guard folders != nil, !include(folder) else { return false }
        return ["/home", "/root", "/run/user", "/tmp", "/var/tmp"].contains {
            folder == $0 || folder.hasPrefix($0 + "/")
        }
    }
}
