import ArgumentParser
import DeviceProfiles
import Facilities
import Gateway
import Glibc
import SiteConfiguration
import StrictYAML

extension ProfileCatalog {
    /// All profiles that can be read, of folders that a person named and of the installed one; one that is wrong is said, and
    /// skipped.
    ///
    /// - Throws: 65 for a named folder that is not there or has no profile that can be read: nothing would be recognised, and
    ///   nobody would know why.
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

    /// Also one that a folder before it has, too.
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
