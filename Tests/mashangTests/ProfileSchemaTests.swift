import Foundation
import TestSupport
import Testing

/// `docs/schemas/device-profile.schema.json`, by which editors help to write a profile.
struct ProfileSchemaTests {
    private let folder = try! TemporaryFolder()

    @Test func everyInstalledProfileFitsTheSchema() async throws {
        let profiles = EveryProfileTests.files.map { EveryProfileTests.folder + "/" + $0 }
        let (status, output) = try await validate(profiles)
        #expect(status == 0 && !profiles.isEmpty, "\(output)")
    }

    /// With every key that there is.
    private static let full = """
        profile: full
        name: {zh: 全, en: full}
        source: "made up"
        verified: false
        serial: {baud: 9600, parity: even, stopBits: 1, unit: 3}
        addressBase: 0
        limits: {maxRegisters: 50, gap: 20ms, timeout: 500ms, turnaround: 0ms}
        identify: {register: holding 14, equals: "SDM630"}
        setup: [{register: holding 5, value: 1}]
        warmUp: 5min
        parameters:
          ct: {name: {zh: 变比, en: ratio}, default: 1, range: [1, 100]}
          rangeCode: {name: {zh: 量程, en: range}, default: 0, range: [-1, 7], register: holding 20, type: int16, scale: 0.1, write: true}
        points:
          current: {register: holding 0, type: uint16, order: BADC, unit: A, scale: 0.01, offset: 0, times: [ct], range: [0, 60],
                    notAvailable: [0xFFFF, 65534], every: 1s, stuckAfter: 1h, maxRate: 500/s}
          pressureDrop: {register: input 0x10, type: uint16, unit: Pa, scale: 0.001, milliamps: {from: [4, 20], to: [0, 1000]}}
          flags: {own: true, register: holding 4, type: bitfield, length: 2, bits: [4, 20]}
          mode: {own: true, register: holding 8, type: string, length: 2, map: {RUN: on, STOP: off}}
          fanState: {register: holding 7.5, type: bit}
          sprayState: {register: coil 5, type: bool}
          low: {own: true, register: holding 30, type: int8, bits: [8, 15], map: {..-1: off, 0..: on}}
          power: {register: holding 31, type: uint16, unit: W, negativeIf: holding 33.3, repeat: {step: 20, names: [A, 2]}, own: true,
                  plus: [{register: holding 32, type: uint16, scale: -1, notAvailable: [0xFFF9..0xFFFF]}],
                  scaleFrom: [{register: holding 34, type: int16, power: -n+2, range: [0, 3]}, {register: holding 35, type: uint16, map: {0: 1}}]}
          level: {own: true, register: holding 90, type: int24, repeat: [{count: 2, step: 5}],
                  variants: {register: holding 80, type: uint16, models: {1: {range: [0, 9], scale: 2, offset: 1, register: holding 92}}}}
        status:
          - {point: flags, of: [current], bits: {0: warmingUp, 3: maintenance}}
          - {point: mode, map: {1: good, 0: notAvailable}}
        samples:
          - words: {holding 0: [500], holding 4: [0, 0], coil 5: [1]}
            gives: {current: 0.05, flags: 0, sprayState: null}
            quality: {sprayState: "uncertain:notAvailable"}
        caveats: [{zh: 注意, en: beware}]
        """

    @Test func aProfileWithEveryKeyFits() async throws {
        let (status, output) = try await validate(text: Self.full)
        #expect(status == 0, "\(output)")
    }

    @Test(arguments: [
        ("verified: false", "verified: yes", "$.verified: 'yes' is not of type 'boolean'"),
        ("source: \"made up\"", "", "$: 'source' is a required property"),
        ("en: full", "fr: full", "$.name: Additional properties are not allowed ('fr' was unexpected)"),
        ("baud: 9600", "baud: 96", "$.serial.baud: 96 is less than the minimum of 300"),
        ("gap: 20ms", "gap: 20", "$.limits.gap: 20 is not of type 'string'"),
        ("unit: Pa", "unit: furlong", "$.points.pressureDrop.unit: 'furlong' is not one of"),
        ("order: BADC", "order: BACD", "$.points.current.order: 'BACD' is not one of"),
        ("holding 0, type", "holdin 0, type", "$.points.current.register: 'holdin 0' does not match"),
        ("holding 7.5, type", "holding 7, type", "$.points.fanState.register: 'holding 7' does not match"),
        ("bits: [4, 20]}", "scale: 1}", "$.points.flags: 'bits' is a required property"),
        ("coil 5, type: bool", "coil 5, type: uint16", "$.points.sprayState.type: 'bool' was expected"),
        ("length: 2, map", "length: 2, scale: 2, map", "$.points.mode: {"),
        ("every: 1s", "evry: 1s", "$.points.current: Additional properties are not allowed ('evry' was unexpected)"),
        ("0: warmingUp", "0: warm", "$.status[0].bits.0: 'warm' is not one of"),
        ("point: mode, map", "point: mode, of: [flags], mop", "$.status[1]: Additional properties"),
        ("-n+2", "n*2", "$.points.power.scaleFrom: "), ("models: {1", "model: {1", "$.points.level.variants: "),
        ("range: [-1, 7], register", "register", "$.parameters.rangeCode: 'range' is a required property"),
        ("register: holding 20, type: int16", "type: int16", "$.parameters.rangeCode: 'register' is a dependency of"),
        ("step: 20, ", "", "$.points.power.repeat: "),
        ("default: 1", "default: 0", "$.parameters.ct.default: 0 is less than or equal to the minimum of 0"),
        ("holding 0: [500]", "holding 0: [65536]", "$.samples[0].words.holding 0[0]: 65536 is greater than"),
    ])
    func whatDoesNotFitIsSaid(part: String, wrong: String, error: String) async throws {
        let (status, output) = try await validate(text: Self.full.replacing(part, with: wrong))
        #expect(status == 1)
        #expect(output.replacing("[\'", with: ".").replacing("\']", with: "").contains(error), "\(output)")
    }

    private func validate(text: String) async throws -> (status: CInt, output: String) {
        let file = folder.path + "/full.yaml"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return try await validate([file])
    }

    private func validate(_ files: [String]) async throws -> (status: CInt, output: String) {
        let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"
        let validator = Program.repository + "/Tests/mashangTests/Peers/validate_profiles.py"
        let schema = Program.repository + "/docs/schemas/device-profile.schema.json"
        return try await result(of: python, [validator, schema] + files)
    }
}
