import Facilities
import Glibc
import Rules

/// How many readings a second the rules of each kind judge on one core: a day of samples, a second apart, of a device that
/// measures what that kind's devices do, with values that wander around their limits.
@main
struct JudgingBenchmark {
    static func main() {
        for (settings, readings) in cases {
            let facility = Facility(code: code, name: "", settings: settings, limits: permit)
            var rules = FacilityRules(for: facility)
            let samples = (0..<86_400).map { sample($0, readings) }
            let before = cpuSeconds()
            for (second, sample) in samples.enumerated() {
                _ = rules.consider(.sample(sample))
                if second % 60 == 0 { _ = rules.consider(.tick(sample.time)) }
            }
            let seconds = cpuSeconds() - before
            let count = Double(samples.count * readings.count)
            print(
                "\(settings.kind.rawValue)  \((count / seconds).plainText(decimals: 0)) readings/s judged by \(rules.rules.count) rules"
            )
        }
    }

    private static let code = Facility.Code("BENCH")!
    private static let start = Timestamp("2026-11-23T00:00:00Z")!

    /// So that every rule of a carbon box judges.
    private static let permit = [
        "emissionConcentration": Measure(33, .milligramPerCubicMetre), "emissionRate": Measure(0.3, .kilogramPerHour),
        "emissionRemoval": Measure(75, .percent),
    ]

    private static let cases: [(Facility.Settings, [Reading])] = [
        (
            .activatedCarbon(
                CarbonSettings(
                    form: .granular, mass: 1000, face: 4.2, removedConcentration: 40, airVolume: 10_000, dailyHours: 8,
                    installed: Day("2026-11-01")
                )
            ),
            [
                Reading(.pressureDrop, 2500, .pascal), Reading(.temperature, 40, .celsius),
                Reading(.humidity, 80, .percent), Reading(.airFlow, 9000, .cubicMetrePerHour),
                Reading(.vocIn, 120, .milligramPerCubicMetre), Reading(.vocOut, 30, .milligramPerCubicMetre),
                Reading(.fanCurrent, 12, .ampere), Reading(.fanState, 1, .one), Reading(.productionCurrent, 8, .ampere),
            ]
        ),
        (
            .fumePurifier(FumeSettings(stoves: 4, lastCleaned: Day("2026-11-01"))),
            [
                Reading(.fume, 2, .milligramPerCubicMetre), Reading(.nmhc, 4, .milligramPerCubicMetre),
                Reading(.particulate, 2, .milligramPerCubicMetre), Reading(.fanCurrent, 12, .ampere),
                Reading(.purifierCurrent, 1.4, .ampere), Reading(.temperature, 30, .celsius),
                Reading(.fanState, 1, .one), Reading(.purifierState, 1, .one), Reading(.productionState, 1, .one),
            ]
        ),
        (
            .nonroadMachinery(MachinerySettings(limitClass: .two, power: 120, lastTest: Day("2026-10-01"))),
            [
                Reading(.engineSpeed, 1800, .rpm), Reading(.nox, 450, .partsPerMillion),
                Reading(.ureaLevel, 20, .percent), Reading(.exhaustTemp, 350, .celsius),
                Reading(.dpfPressure, 12, .kilopascal), Reading(.smoke, 0.8, .perMetre),
                Reading(.engineHours, 1250, .hour),
            ]
        ),
        (
            .dustSite,
            [
                Reading(.tsp, 500, .microgramPerCubicMetre), Reading(.pm10, 85, .microgramPerCubicMetre),
                Reading(.pm25, 41, .microgramPerCubicMetre), Reading(.noise, 68, .decibel),
                Reading(.windSpeed, 2, .metrePerSecond), Reading(.windDirection, 270, .degree),
                Reading(.temperature, 5, .celsius), Reading(.humidity, 70, .percent), Reading(.sprayState, 1, .one),
            ]
        ),
    ]

    private static func sample(_ second: Int, _ readings: [Reading]) -> Sample {
        let wander = 1 + 0.1 * sin(Double(second) / 700)
        let moved = readings.map { reading in
            Reading(reading.quantity, reading.unit == .one ? reading.value! : reading.value! * wander, reading.unit)
        }
        return Sample(device: DeviceID("b/1"), time: start + .seconds(second), readings: moved)
    }

    private static func cpuSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
