import DeviceProfiles
public import Facilities
import Foundation
public import StrictYAML

extension Configuration {
    /// Reads a configuration and the profiles that it names.
    ///
    /// - Parameters:
    ///   - file: the path of the file, as errors name it.
    ///   - folders: the folders to search for profiles after those that the file names and before the installed ones.
    ///   - files: reads the profiles and the limits.
    /// - Throws: `SourceErrors` with all mistakes, each with its place and what would be right.
    public static func read(
        _ text: String, file: String, folders: [String] = [], files: SourceFiles
    ) throws(SourceErrors) -> Configuration {
        try ConfigurationDraft(text, file: file, folders: folders, files: files).checked()
    }

    /// Reads a configuration file and the profiles that it names.
    ///
    /// - Throws: `SourceErrors` if the file cannot be read, or with all mistakes in it.
    public static func read(
        file: String, folders: [String] = [], files: SourceFiles
    ) throws(SourceErrors) -> Configuration {
        try ConfigurationDraft(file: file, folders: folders, files: files).checked()
    }

    /// Returns the journal and the language of a file with mistakes, as far as they can be read, or else the defaults.
    /// The journal locates the gateway that is still running with the file's previous content.
    public static func remains(
        of file: String, files: SourceFiles
    ) -> (journal: JournalSettings, language: Language) {
        let configuration = ConfigurationDraft(file: file, folders: [], files: files).configuration
        return (configuration?.journal ?? .usual, configuration?.gateway.language ?? .zh)
    }

    /// Reads one facility, in the form of a configuration's `facilities`, from a file of another kind.
    ///
    /// - Parameters:
    ///   - bus: the only bus that its devices may use.
    ///   - folders: the folders to search for profiles before the installed ones.
    /// - Returns: the facility; nil if it is wrong, in which case the errors are in the value's document.
    public static func installation(
        _ value: YAMLValue, bus: String, folders: [String], files: SourceFiles
    ) -> Installation? {
        let reader = ConfigurationReader(folders: folders, file: "", files: files)
        reader.buses = [bus]
        let installation = reader.installation(value)
        for error in reader.profileErrors {
            value.error(
                Text(zh: "设备档案有错：\(error.description(in: .zh))", en: "a profile is wrong: \(error)"))
        }
        return installation
    }
}

/// Reads the sections of a configuration. A wrong value is reported and replaced by the default or the most likely
/// value, so that all mistakes are found in one pass. The result is used only if there are no mistakes.
final class ConfigurationReader {
    private let folders: [String]
    /// The folder of the configuration file, with a slash at its end; empty for the working directory.
    let folder: String
    let files: SourceFiles
    var catalog: ProfileCatalog
    /// The profiles that were read, by their paths; nil for one with mistakes. Devices of one model share them, and so
    /// their memory.
    var profiles: [String: DeviceProfile?] = [:]
    var buses: Set<String> = []
    /// Whether the buses could not be read, so that any name may be that of a bus.
    var hasUnreadBuses = false
    var timings: [String: BusTiming] = [:]
    var profileErrors: [SourceError] = []
    /// The errors in the bureau's file of limits, and codes that occur twice.
    var otherErrors: [SourceError] = []
    var bureau = BureauLimits()
    /// The warnings: the gateway can run, but a person should know of them.
    var warnings: [SourceError] = []
    var dates: [(key: String, day: Day, mistake: SourceError)] = []
    var utcOffset = 28_800
    var busPlaces: [String: SourcePlace] = [:]
    var labelPlaces = LabelPlaces()
    var places = ConfigurationPlaces()
    /// The facilities that complaint points refer to, and the places of the references.
    var around: [(Facility.Code, YAMLValue)] = []
    /// The quantities that uplinks name in their `publish:`.
    var publishedByUplinks: [PublishedQuantity] = []
    /// The uplinks that are platforms of HJ 212, as far as they are read before the facilities.
    var platforms: [PlatformDraft] = []
    /// The values that profiles write to registers, and the device entry of each.
    var setups: [SetupPlace: (value: UInt16, entry: YAMLValue)] = [:]

    /// Creates a reader.
    ///
    /// - Parameter file: the path of the file; empty if no path in it is followed.
    init(folders: [String], file: String, files: SourceFiles) {
        self.folders = folders
        folder = String(file.prefix(upTo: file.lastIndex(of: "/").map(file.index(after:)) ?? file.startIndex))
        self.files = files
        catalog = ProfileCatalog(folders: folders, files: files)
    }

    func parts(_ root: YAMLValue) -> YAMLMapping? {
        root.mapping("gateway", "uplinks", "mqtt", "journal", "page", "profiles", "buses", "facilities")
    }

    func configuration(_ root: YAMLValue) -> Configuration? {
        guard let map = parts(root) else { return nil }
        for (key, value) in [("gateway", \ConfigurationPlaces.gateway), ("journal", \.journal), ("page", \.page)] {
            places[keyPath: value] = map[key]?.place ?? root.place
        }
        places.withoutFacilities = map["facilities"] == nil ? root.place : nil
        let gateway = map.required("gateway").flatMap(identity)
        utcOffset = gateway?.utcOffset ?? utcOffset
        if let path = gateway?.limits { bureau = bureauLimits(path) }
        map["mqtt"].map(noMQTT)
        let uplinks = map["uplinks"].map(uplinks) ?? []
        let named = map["profiles"]?.sequence?.compactMap(\.string) ?? []
        catalog = ProfileCatalog(folders: named + folders, files: files)
        let journal = journal(map["journal"]) ?? .usual
        labelPlaces.page = (map["page"] ?? root).place
        let page = page(map["page"]) ?? .usual
        hasUnreadBuses = map["buses"]?.isMapping == false
        let sites = map["buses"].map(sites) ?? [:]
        let facilities = map["facilities"].map(installations) ?? []
        check(publishedByUplinks, ofAll: facilities.flatMap(\.devices))
        let platforms = platforms(of: facilities)
        warnOfSettings(map["buses"], sites, facilities.flatMap(\.devices))
        return Configuration(
            gateway: gateway ?? .unread, uplinks: uplinks, platforms: platforms, journal: journal, page: page,
            buses: sites,
            facilities: facilities,
            warnings: warnings, dates: dates, busPlaces: busPlaces, labelPlaces: labelPlaces, places: places
        )
    }

    func identity(_ value: YAMLValue) -> Configuration.Identity? {
        guard let map = value.mapping("id", "site", "timezone", "language", "limits") else { return nil }
        let id = map.required("id")?.parse(Self.id) { id in
            1...32 ~= id.count && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } ? id : nil
        }
        let offset = map["timezone"].map(offset) ?? 28_800
        let language = map["language"].map { $0.choice(Language.self, named: \.chineseNames) } ?? .zh
        let site = map["site"].map { name($0, isEmptyAllowed: true) } ?? ""
        return .init(
            id: id ?? "", site: site ?? "", utcOffset: offset ?? 28_800, language: language ?? .zh,
            limits: map["limits"]?.string)
    }

    private static let id = Text(
        zh: "网关编号，1 到 32 个字符，只用 0-9、A-Z、a-z 和 -", en: "an id of 1 to 32 characters of 0-9, A-Z, a-z and -")

    /// Returns the zone's offset from UTC, in seconds, since the release of this program. It does not depend on the
    /// clock, which may be wrong: China itself had daylight saving time from 1986 to 1991.
    private func offset(ofZone value: YAMLValue) -> Int? {
        let expected = Text(zh: "时区，中国用 Asia/Shanghai", en: "a time zone such as Asia/Shanghai, which is China's")
        guard let zone = value.parse(expected, TimeZone.init(identifier:)) else { return nil }
        let release = Date(timeIntervalSince1970: Double(Timestamp.release.milliseconds) / 1000)
        guard zone.nextDaylightSavingTimeTransition(after: release) == nil else {
            value.error(
                Text(
                    zh: "\(zone.identifier) 有夏令时，一天有 23 或 25 小时，会判错；请写没有夏令时的时区，如 Asia/Shanghai",
                    en:
                        "\(zone.identifier) has daylight saving time, under which days of 23 and 25 hours would be judged "
                        + "wrongly; name a zone without, such as Asia/Shanghai"))
            return nil
        }
        return zone.secondsFromGMT(for: release)
    }

    func journal(_ value: YAMLValue?) -> Configuration.JournalSettings? {
        var settings = Configuration.JournalSettings.usual
        guard let value else { return settings }
        guard let map = value.mapping("path", "budget", "photographs", "syncEvery") else { return nil }
        settings.path = map["path"]?.string ?? settings.path
        places.journalPath = map["path"]?.place
        places.budget = map["budget"]?.place
        let sizes = Text(zh: "不小于 16MiB 的大小，如 500MiB 或 2GiB", en: "a size of at least 16MiB, such as 500MiB or 2GiB")
        settings.budget = map["budget"]?.parse(sizes, endings: ["iB", "GiB"], Self.bytes) ?? settings.budget
        settings.photographs =
            map["photographs"]?.parse(sizes, endings: ["iB", "GiB"], Self.bytes) ?? settings.photographs
        settings.syncEvery =
            map["syncEvery"]?.parse(
                Text(zh: "1s 到 60s 的时间，如 10s", en: "a duration from 1s to 60s, such as 10s"), endings: ["s"]
            ) {
                Duration($0).flatMap { .seconds(1) ... .seconds(60) ~= $0 ? $0 : nil }
            } ?? settings.syncEvery
        return settings
    }

    private static func bytes(_ text: String) -> Int64? {
        let units: [(String, Int64)] = [("MiB", 1 << 20), ("GiB", 1 << 30)]
        guard let (symbol, unit) = units.first(where: { text.hasSuffix($0.0) }),
            let amount = Int64(text.dropLast(symbol.count).trimmingCharacters(in: .whitespaces)), 0 < amount,
            amount < 1 << 20
        else { return nil }
        return amount * unit >= 16 << 20 ? amount * unit : nil
    }
}
