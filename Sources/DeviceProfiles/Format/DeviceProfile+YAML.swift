import Facilities
public import StrictYAML

extension DeviceProfile {
    /// Reads a profile in the form that `device-profiles/README.md` describes, and checks it against its own samples.
    ///
    /// - Parameter file: the path of the file, as errors name it.
    /// - Throws: `SourceErrors` with all mistakes, each with its place and what would be right.
    public init(yaml: String, file: String) throws(SourceErrors) {
        let document = YAMLDocument(yaml, file: file)
        let profile = document.root.flatMap { ProfileReader().profile($0) }
        try document.check()
        guard let profile else { throw SourceErrors(errors: document.errors) }
        self = profile
        warnings = document.warnings
    }
}

/// Reads the sections of a profile. A section that is wrong reports its errors and is skipped, so that all mistakes are
/// found in one pass; the document then has errors, and the profile must not be used.
struct ProfileReader {
    var addressBase = 0
    /// The number added to every address, for points that a device has several times.
    var addressShift = 0
    var limits = ReadLimits()
    var parameters: [Parameter] = []
    /// The names of all points, including those that have mistakes, so that a sample that names one of them is not
    /// reported as well.
    var pointNames: Set<String> = []

    func profile(_ root: YAMLValue) -> DeviceProfile? {
        guard
            let map = root.mapping(
                "profile", "name", "source", "verified", "serial", "addressBase", "limits", "identify", "setup",
                "warmUp", "parameters", "points", "status", "samples", "caveats"
            )
        else { return nil }
        let id = map.required("profile")?.parse(
            Text(zh: "编号，只用 a-z、0-9 和 -，如 novus-np785", en: "an id of a-z, 0-9 and -, such as novus-np785"), Self.id)
        let name = map.required("name").flatMap(text)
        let source = map.required("source")?.string
        let verified = map.required("verified")?.bool
        let serial = map["serial"].map(serial) ?? SerialDefaults()
        let caveats = map["caveats"]?.sequence?.compactMap(text) ?? []
        let reader = reader(of: map)
        let identify = map["identify"].flatMap(reader.identification)
        let setup = map["setup"]?.sequence?.compactMap(reader.write) ?? []
        let measured = map.required("points").map(reader.points) ?? []
        reader.warnOfManualNumbers(map["points"])
        let points = measured + reader.parameterPoints(map["parameters"], beside: measured)
        reader.checkHoles(in: points, map["points"])
        reader.checkUse(of: map["parameters"], by: points)
        let told = map["status"]?.sequence?.compactMap { reader.status($0, measured) } ?? []
        let status = told + reader.parameterStatus(of: measured)
        let statusPoints = Set(status.map(\.point))
        var profile = DeviceProfile(
            id: id ?? "", name: name ?? Text(zh: "", en: ""), source: source ?? "", verified: verified ?? false,
            serial: serial, limits: reader.limits, identify: identify, setup: setup,
            warmUp: map["warmUp"]?.duration() ?? .zero, parameters: reader.parameters,
            points: points.map { $0.asStatus(statusPoints.contains($0.name)) }, status: status,
            samples: [], caveats: caveats
        )
        for parameter in reader.parameters { profile.adopt(parameter) }
        profile.samples = map["samples"]?.sequence?.compactMap { reader.sample($0, of: profile) } ?? []
        profile.points = profile.points.map { $0.asUsual(in: profile.samples) }
        return profile
    }

    /// Returns a reader with the sections that are needed to read the others.
    private func reader(of map: YAMLMapping) -> ProfileReader {
        var reader = self
        reader.addressBase = map["addressBase"]?.parse(Text(zh: "0 或 1", en: "0 or 1")) { ["0": 0, "1": 1][$0] } ?? 0
        reader.limits = map["limits"].map(reader.limits) ?? ReadLimits()
        reader.parameters = map["parameters"].map(reader.parameters) ?? []
        reader.pointNames = Set((map["points"]?.entries ?? []).flatMap { reader.names(of: $0.key, $0.value) })
        reader.pointNames.formUnion(reader.parameters.filter { $0.place != nil }.map(\.name))
        return reader
    }

    private static func id(_ text: String) -> String? {
        let letters = "abcdefghijklmnopqrstuvwxyz0123456789-"
        return 1...64 ~= text.count && text.allSatisfy(letters.contains) ? text : nil
    }

    func text(_ value: YAMLValue) -> Text? {
        guard let map = value.mapping("zh", "en") else { return nil }
        let (zh, en) = (map.required("zh")?.string, map.required("en")?.string)
        guard let zh, let en else { return nil }
        return Text(zh: zh, en: en)
    }

    private func serial(_ value: YAMLValue) -> SerialDefaults {
        var serial = SerialDefaults()
        guard let map = value.mapping("baud", "parity", "stopBits", "unit") else { return serial }
        serial.baud =
            map["baud"]?.whole(300...1_000_000, Text(zh: "波特率，如 9600", en: "a baud rate such as 9600")) ?? serial.baud
        serial.parity = map["parity"]?.choice(SerialDefaults.Parity.self) ?? serial.parity
        serial.stopBits = map["stopBits"]?.whole(1...2, Text(zh: "1 或 2", en: "1 or 2")) ?? serial.stopBits
        serial.unit = UInt8(map["unit"]?.whole(1...247, Text(zh: "1 到 247 的站号", en: "a unit from 1 to 247")) ?? 1)
        return serial
    }

    private func limits(_ value: YAMLValue) -> ReadLimits {
        var limits = ReadLimits()
        guard let map = value.mapping("maxRegisters", "gap", "timeout", "turnaround", "holes", "alone") else {
            return limits
        }
        limits.maxRegisters =
            map["maxRegisters"]?.whole(1...125, Text(zh: "1 到 125 的数字", en: "a number from 1 to 125"))
            ?? limits.maxRegisters
        limits.gap = map["gap"]?.duration() ?? limits.gap
        limits.timeout = map["timeout"]?.duration(above: .zero) ?? limits.timeout
        limits.turnaround = map["turnaround"]?.duration() ?? limits.turnaround
        limits.holes = map["holes"]?.bool ?? limits.holes
        limits.alone = map["alone"]?.bool ?? limits.alone
        return limits
    }

    private func identification(_ value: YAMLValue) -> Identification? {
        guard let map = value.mapping("register", "equals") else { return nil }
        let register = map.required("register").flatMap(register)
        guard let mark = map.required("equals").flatMap(mark), let register else { return nil }
        return Identification(register: register, mark: mark)
    }

    private func mark(_ value: YAMLValue) -> Identification.Mark? {
        guard value.isQuoted else { return value.word().map(Identification.Mark.word) }
        return value.parse(
            Text(zh: "设备里的原文，1 到 64 个可见的英文字符", en: "a text of 1 to 64 visible ASCII letters, as the device spells it")
        ) { text in
            1...64 ~= text.utf8.count && text.utf8.allSatisfy { 0x20...0x7E ~= $0 } ? .text(text) : nil
        }
    }

    private func write(_ value: YAMLValue) -> RegisterWrite? {
        guard let map = value.mapping("register", "value"), let place = map.required("register") else { return nil }
        let register = register(place)
        let word = map.required("value")?.word()
        if let register, register.table == .discrete || register.table == .input {
            place.error(
                Text(
                    zh: "\(register.table.rawValue) 寄存器不能写；setup 只用 coil 和 holding",
                    en: "\(register.table.rawValue) registers cannot be written; setup takes coil and holding"))
        }
        guard let register, let word else { return nil }
        return RegisterWrite(register: register, value: word)
    }
}
