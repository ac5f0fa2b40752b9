import ArgumentParser
import DeviceProfiles
import Facilities
import Gateway
import Glibc
import SiteConfiguration
import StrictYAML

extension ProfileCatalog {
    /// Returns all profiles that can be read, from folders that a person named and from the installed one. A profile
    /// with mistakes is reported and skipped.
    ///
    /// - Throws: exit code 65 for a named folder that is missing or has no readable profile: otherwise no device would
    ///   be recognised, and the reason would be unknown.
    static func recognisable(in folders: [String]) throws -> [DeviceProfile] {
        let catalog = ProfileCatalog(folders: folders, files: .disk)
        let found = catalog.readable()
        for folder in folders where !found.contains(where: { $0.path.hasPrefix("\(folder)/") }) {
            guard !catalog.hasProfile(in: folder) else { continue }
            complain(.noProfiles(folder))
            throw ExitCode(EX_DATAERR)
        }
        return found.map(\.profile)
    }

    private func readable() -> [(path: String, profile: DeviceProfile)] {
        names.compactMap { name -> (path: String, profile: DeviceProfile)? in
            guard let path = path(of: name) else { return nil }
            do throws(SourceErrors) {
                return (path, try profile(at: path))
            } catch {
                complain(
                    Text(
                        zh: "警告：\(error.description(in: .zh))", en: "warning: \(error.description(in: .en))"))
                return nil
            }
        }
    }

    /// Returns whether a folder has a readable profile, even if an earlier folder has one of the same name.
    private func hasProfile(in folder: String) -> Bool {
        SourceFiles.disk.names(folder).contains { name in
            name.hasSuffix(".yaml") && (try? profile(at: "\(folder)/\(name)")) != nil
        }
    }
}

extension Text {
    fileprivate static func noProfiles(_ folder: String) -> Text {
        Text(
            zh: "--profiles \(folder)：没有这个文件夹，或里面没有可读的设备档案（.yaml）",
            en: "--profiles \(folder): there is no such folder, or no device profile (.yaml) in it can be read")
    }
}
