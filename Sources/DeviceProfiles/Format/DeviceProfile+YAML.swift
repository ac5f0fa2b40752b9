import Facilities
public import StrictYAML

extension DeviceProfile {
    /// Reads a profile as `device-profiles/README.md` describes it, and holds it against its own samples.
    ///
    /// - Parameter file: as errors should name it.
    /// - Throws: everything that is wrong, each with its place and what would be right.
    public init(yaml: String, file: String) throws(SourceErrors) {
        let document = YAMLDocument(yaml, file: file)
        let profile = document.root.flatMap { ProfileReader().profile($0) }
        try document.check()
        guard let profile else { throw SourceErrors(errors: document.errors) }
        self = profile
    }
}

/// Reads the parts in turn. A part that is wrong reports its errors and is left out, so that all are found at once.
struct ProfileReader {
    var addressBase = 0
    var limits = ReadLimits()
    /// Those too that have mistakes, lest a sample's mention of them be called a mistake.
    var pointNames: Set<String> = []

    func profile(_ root: YAMLValue) -> DeviceProfile? {
        guard
            let map = root.mapping(
                "profile", "name", "source", "verified", "serial", "addressBase", "limits", "identify", "setup",
                "points", "samples", "caveats"
            )
        else { return nil }
        let id = map.required("profile")?.parse("an id of a-z, 0-9 and -, such as novus-np785", Self.id)
        let name = map.required("name").flatMap(text)
        let source = map.required("source")?.string
        let verified = map.required("verified")?.bool
        let serial = map["serial"].map(serial) ?? SerialDefaults()
        let caveats = map["caveats"]?.sequence?.compactMap(text) ?? []
        var reader = self
        reader.addressBase = map["addressBase"]?.parse("0 or 1") { ["0": 0, "1": 1][$0] } ?? 0
        reader.limits = map["limits"].map(reader.limits) ?? ReadLimits()
        let identify = map["identify"].flatMap(reader.identification)
        let setup = map["setup"]?.sequence?.compactMap(reader.write) ?? []
        let points = map.required("points").map(reader.points) ?? []
        reader.pointNames = Set((map["points"]?.entries ?? []).compactMap(\.key.string))
        let samples = map["samples"]?.sequence?.compactMap { reader.sample($0, points) } ?? []
        guard let id, let name, let source, let verified else { return nil }
        return DeviceProfile(
            id: id, name: name, source: source, verified: verified, serial: serial, limits: reader.limits,
            identify: identify, setup: setup, points: points, samples: samples, caveats: caveats
        )
    }

    private static func id(_ text: String) -> String? {
        let letters = "abcdefghijklmnopqrstuvwxyz0123456789-"
        return 1...64 ~= text.count && text.allSatisfy(letters.contains) ? text : nil
    }

    private func text(_ value: YAMLValue) -> Text? {
        guard let map = value.mapping("zh", "en") else { return nil }
        let (zh, en) = (map.required("zh")?.string, map.required("en")?.string)
        guard let zh, let en else { return nil }
        return Text(zh: zh, en: en)
    }

    private func serial(_ value: YAMLValue) -> SerialDefaults {
        var serial = SerialDefaults()
        guard let map = value.mapping("baud", "parity", "stopBits", "unit") else { return serial }
        serial.baud = map["baud"]?.whole(300...1_000_000, "a baud rate such as 9600") ?? serial.baud
        serial.parity = map["parity"]?.choice(SerialDefaults.Parity.self) ?? serial.parity
        serial.stopBits = map["stopBits"]?.whole(1...2, "1 or 2") ?? serial.stopBits
        serial.unit = UInt8(map["unit"]?.whole(1...247, "a unit from 1 to 247") ?? 1)
        return serial
    }

    private func limits(_ value: YAMLValue) -> ReadLimits {
        var limits = ReadLimits()
        guard let map = value.mapping("maxRegisters", "gap", "timeout", "turnaround") else { return limits }
        limits.maxRegisters = map["maxRegisters"]?.whole(1...125, "a number from 1 to 125") ?? limits.maxRegisters
        limits.gap = map["gap"]?.duration() ?? limits.gap
        limits.timeout = map["timeout"]?.duration(above: .zero) ?? limits.timeout
        limits.turnaround = map["turnaround"]?.duration() ?? limits.turnaround
        return limits
    }

    private func identification(_ value: YAMLValue) -> Identification? {
        guard let map = value.mapping("register", "equals") else { return nil }
        let register = map.required("register").flatMap(register)
        let word = map.required("equals")?.word()
        guard let register, let word else { return nil }
        return Identification(register: register, equals: word)
    }

    private func write(_ value: YAMLValue) -> RegisterWrite? {
        guard let map = value.mapping("register", "value"), let place = map.required("register") else { return nil }
        let register = register(place)
        let word = map.required("value")?.word()
        if let register, register.table == .discrete || register.table == .input {
            place.error("\(register.table.rawValue) registers cannot be written; setup takes coil and holding")
        }
        guard let register, let word else { return nil }
        return RegisterWrite(register: register, value: word)
    }
}
