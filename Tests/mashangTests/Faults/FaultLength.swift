import Foundation

/// How much a fault test does: enough to find a mistake by accident in every test run, or much more, where somebody asks for
/// it by `MASHANG_FAULTS=long` (`scripts/test --faults`).
enum FaultLength {
    private static let environment = ProcessInfo.processInfo.environment
    static let isLong = environment["MASHANG_FAULTS"] == "long"

    static func of<Value>(_ short: Value, long: Value) -> Value { isLong ? long : short }

    /// What is random in the tests; a run can be repeated with `MASHANG_FAULTS_SEED`.
    static let seed = environment["MASHANG_FAULTS_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...9999)
}
