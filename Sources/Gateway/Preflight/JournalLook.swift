import Facilities
import SiteConfiguration
import StrictYAML

/// The errors of the machine with the journal that a configuration names, each at its place in the configuration. The check
/// writes nothing and creates no file.
struct JournalLook {
    private(set) var errors: [SourceError] = []
    private(set) var warnings: [SourceError] = []

    private let journal: Configuration.JournalSettings
    private let machine: Machine
    private let place: SourcePlace

    /// Makes the checks.
    ///
    /// - Parameter budget: the place at which the configuration names the sizes.
    init(
        _ journal: Configuration.JournalSettings, at place: SourcePlace, budget: SourcePlace, on machine: Machine
    ) {
        (self.journal, self.place, self.machine) = (journal, place, machine)
        lookAtFolder()
        lookAtUnit()
        if errors.isEmpty { lookAtOwner() }
        lookAtContent()
        lookAtDisk(budget)
    }

    // MARK: The folder

    private mutating func lookAtFolder() {
        let (folder, user) = (journal.folder, machine.user)
        switch machine.folder(folder) {
        case .writable, .unknown: return
        // systemd creates this folder, by a setting of the unit.
        case .missing where folder == "/var/lib/mashang": return
        case .missing:
            add(
                Text(
                    zh: "日志库的文件夹 \(folder) 不存在；请建立它，并给用户 \(user) 写权限",
                    en: "the journal's folder \(folder) is not there; make it, and let the user \(user) write in it"))
        case .noFolder: add(Text(zh: "\(folder) 不是文件夹", en: "\(folder) is no folder"))
        case .notWritable(let obstacle) where obstacle != folder:
            add(
                Text(
                    zh: "用户 \(user) 进不了文件夹 \(obstacle)，写不了日志库；请换一个文件夹，如 /var/lib/mashang",
                    en:
                        "the user \(user) may not enter the folder \(obstacle) on the way to the journal; name another folder, "
                        + "such as /var/lib/mashang"))
        case .notWritable:
            add(
                Text(
                    zh: "用户 \(user) 不能写日志库的文件夹 \(folder)：请运行 sudo chown \(user) \(folder)",
                    en: "the user \(user) may not write in the journal's folder \(folder): sudo chown \(user) \(folder)"
                ))
        case .hidden: warn(machine.hidden(folder))
        }
    }

    /// Adds a warning, since the unit may have changed by the time of the start. Beside an error, which hides warnings at
    /// its place, it adds another error.
    private mutating func remark(_ text: Text) { errors.isEmpty ? warn(text) : add(text) }

    private mutating func lookAtUnit() {
        let folder = journal.folder
        guard let unit = machine.unit, !unit.include(folder) else { return }
        if unit.hide(folder) {
            remark(
                Text(
                    zh: "服务看不到 \(folder)（ProtectHome、PrivateTmp）；请换一个文件夹，如 /var/lib/mashang",
                    en:
                        "the service does not see \(folder) (ProtectHome, PrivateTmp); name another folder, such as "
                        + "/var/lib/mashang"))
        } else if folder.hasPrefix("/") {
            remark(
                Text(
                    zh: "服务不能写 \(folder)：请运行 sudo systemctl edit mashang，写入 [Service] 和 ReadWritePaths=\(folder) 两行，"
                        + "再运行 sudo systemctl restart mashang",
                    en:
                        "the service may not write in \(folder): sudo systemctl edit mashang, write the two lines [Service] and "
                        + "ReadWritePaths=\(folder), then sudo systemctl restart mashang"))
        } else {
            remark(
                Text(
                    zh: "服务的工作文件夹是 /；请写日志库的完整路径，如 /var/lib/mashang/journal.sqlite",
                    en:
                        "the service works in /; write the journal's whole path, such as /var/lib/mashang/journal.sqlite"
                ))
        }
    }

    // MARK: The file

    /// The suffixes of the journal's files, as far as these exist. A gateway that another user once started has left files
    /// that the service cannot use.
    private static let suffixes = ["", "-wal", "-shm", ".lock"]

    private mutating func lookAtOwner() {
        let user = machine.user
        for suffix in Self.suffixes {
            guard case .denied(let path) = machine.access(journal.path + suffix, .write) else { continue }
            return add(
                Text(
                    zh: "用户 \(user) 不能读写日志库的文件 \(path)：请运行 sudo chown \(user): \(journal.path)*",
                    en: "the user \(user) may not read and write the journal's file \(path): sudo chown \(user): "
                        + "\(journal.path)*"))
        }
    }

    private mutating func lookAtContent() {
        switch machine.journal(journal.path) {
        case .usable: return
        case .unusable(let reason): add(reason)
        case .hidden: warn(machine.hidden(journal.path))
        }
    }

    private mutating func lookAtDisk(_ place: SourcePlace) {
        let needed = journal.budget + journal.photographs
        guard let disk = machine.disk(journal.folder), needed > disk else { return }
        warnings.append(
            place.mistake(
                Text(
                    zh: "日志库和照片最多要 \(needed.inGibibytes)，磁盘只有 \(disk.inGibibytes)；请把 budget 写小",
                    en: "the journal and photographs may take \(needed.inGibibytes), and the disk has "
                        + "\(disk.inGibibytes); write a smaller budget")))
    }

    private mutating func add(_ text: Text) { errors.append(place.mistake(text)) }

    private mutating func warn(_ text: Text) { warnings.append(place.mistake(text)) }
}

extension Configuration.JournalSettings {
    /// The folder in which the journal is; `.` for the working directory.
    fileprivate var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
