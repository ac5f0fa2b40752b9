public import Facilities
import Foundation
public import StrictYAML

extension Configuration {
    /// Reads a configuration and the profiles that it names.
    ///
    /// - Parameters:
    ///   - file: as errors should name it.
    ///   - folders: where profiles are looked for before the installed ones and after those that the file names.
    ///   - files: what profiles and limits are read from.
    /// - Throws: everything that is wrong, each with its place and what would be right.
    public static func read(
        _ text: String, file: String, folders: [String] = [], files: SourceFiles
    ) throws(SourceErrors) -> Configuration {
        try ConfigurationDraft(text, file: file, folders: folders, files: files).checked()
    }

    public static func read(
        file: String, folders: [String] = [], files: SourceFiles
    ) throws(SourceErrors) -> Configuration {
        try ConfigurationDraft(file: file, folders: folders, files: files).checked()
    }

    /// Of a file that is wrong, where the gateway is found that runs by what it said before, and its language: what can be
    /// read of both, or else what they are when nothing is said.
    public static func remains(
        of file: String, files: SourceFiles
    ) -> (journal: JournalSettings, language: Language) {
        let configuration = ConfigurationDraft(file: file, folders: [], files: files).configuration
        return (configuration?.journal ?? .usual, configuration?.gateway.language ?? .zh)
    }

    /// Reads one facility, written as in a configuration's `facilities`, in a file of another kind.
    ///
    /// - Parameters:
    ///   - bus: the only one that its devices may be on.
    ///   - folders: where profiles are looked for before the installed ones.
    /// - Returns: nil if it is wrong, which is then among the errors of the value's document.
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

/// Reads the parts in turn. A value that is wrong is reported, and what is usual or likeliest takes its place, so that all
/// mistakes are found at once. What was read so is used only if nothing is wrong.
final class ConfigurationReader {
    private let folders: [String]
    /// Where the configuration lies, with a slash at its end; empty for the working directory.
    let folder: String
    let files: SourceFiles
    var catalog: ProfileCatalog
    var buses: Set<String> = []
    /// Whether the buses could not be read, so that any name may be one.
    var hasUnreadBuses = false
    var timings: [String: BusTiming] = [:]
    var profileErrors: [SourceError] = []
    /// Of the bureau's file of limits.
    var otherErrors: [SourceError] = []
    var bureau = BureauLimits()
    /// What a person should know of, though the gateway can run so.
    var warnings: [SourceError] = []
    var dates: [(key: String, day: Day, mistake: SourceError)] = []
    var utcOffset = 28_800
    var busPlaces: [String: SourcePlace] = [:]
    var labelPlaces = LabelPlaces()
    var places = ConfigurationPlaces()
    /// The facilities that complaint points look at, and where they say so.
    var around: [(Facility.Code, YAMLValue)] = []
    /// The quantities that uplinks name in their `publish:`.
    var publishedByUplinks: [PublishedQuantity] = []
    /// What profiles write to which registers, and the entry that asks for it.
    var setups: [SetupPlace: (value: UInt16, entry: YAMLValue)] = [:]

    /// - Parameter file: the one that is read; empty for one from which no path is followed.
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
        warnOfSettings(map["buses"], sites, facilities.flatMap(\.devices))
        return Configuration(
            gateway: gateway ?? .unread, uplinks: uplinks, journal: journal, page: page, buses: sites,
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

    /// The zone's distance from UTC since this program's release. The clock, which may be wrong, decides nothing: China
    /// itself had daylight saving time from 1986 to 1991.
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
