import Facilities
import Glibc
import Rules

/// How many readings a second the rules of each kind judge on one core: a day of samples, a second apart, of a device that
/// measures what that kind's devices do, with values that wander around their limits; and ten minutes of ten devices at
/// one dust site, each of which gives forty quantities of its profile's own every 100 ms.
@main
struct JudgingBenchmark {
    static func main() {
        for (settings, readings) in cases {
            let samples = (0..<86_400).map { sample("b/1", start + .seconds($0), readings) }
            measure(
                settings.kind.rawValue, Facility(code: code, name: "", settings: settings, limits: permit), samples)
        }
        measureManyChannels()
        measureOpenComplaints()
    }

    /// A thousand open complaints, each with evidence of thirty kitchens: what one tick costs, the status included.
    private static func measureOpenComplaints() {
        var rules = FacilityRules(
            for: Facility(code: code, name: "", settings: .complaintPoint(ComplaintSettings())))
        let line = Evidence.Line(rule: "fume.limit", cause: "line-1/3/fume", level: .red, minutes: 35)
        let kitchens = (0..<30).map { number in
            Evidence.OfFacility(
                code: Facility.Code("NJ\(100 + number)")!, kind: .fumePurifier, light: .red, lines: [line])
        }
        for number in 0..<1000 {
            let (id, time) = ("T-2026-\(number)", start + .minutes(number))
            let complaint = Complaint(id: id, text: "", category: .fume, place: "\(number % 100)")
            _ = rules.consider(.record(Record(at: time, by: "", complaint)))
            let evidence = Evidence(complaint: id, from: time - .hours(6), until: time, facilities: kitchens)
            _ = rules.consider(.evidence(evidence))
        }
        let before = cpuSeconds()
        for minute in 0..<100 {
            _ = rules.consider(.tick(start + .minutes(1000 + minute)))
            _ = rules.status
        }
        let milliseconds = (cpuSeconds() - before) * 10
        print(
            "complaint-point, 1000 open complaints  \(milliseconds.plainText(decimals: 1)) ms a tick, "
                + "\(rules.status.findings.count) findings")
    }

    private static func measureManyChannels() {
        let devices = (0..<10).map { DeviceID("b\($0)/1") }
        let readings = (0..<40).map { Reading(Quantity(rawValue: "w\($0)")!, Double(100 + $0), .one) }
        let channels = devices.flatMap { device in
            readings.map { Channel(device, $0.quantity, period: .milliseconds(100)) }
        }
        let samples = (0..<60_000).map { number in
            sample(devices[number % 10].description, start + .milliseconds(Int64(number) * 10), readings)
        }
        measure(
            "dust-site, 10 devices of 40 own quantities",
            Facility(code: code, name: "", settings: .dustSite, channels: channels), samples)
    }

    private static func measure(_ name: String, _ facility: Facility, _ samples: [Sample]) {
        var rules = FacilityRules(for: facility)
        let before = cpuSeconds()
        var minute = Int64.min
        for sample in samples {
            _ = rules.consider(.sample(sample))
            if sample.time.milliseconds / 60_000 > minute {
                _ = rules.consider(.tick(sample.time))
                minute = sample.time.milliseconds / 60_000
            }
        }
        let seconds = cpuSeconds() - before
        let count = Double(samples.reduce(0) { $0 + $1.readings.count })
        print("\(name)  \((count / seconds).plainText(decimals: 0)) readings/s judged by \(rules.rules.count) rules")
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

    private static func sample(_ device: String, _ time: Timestamp, _ readings: [Reading]) -> Sample {
        let wander = 1 + 0.1 * sin((time - start).inSeconds / 700)
        let moved = readings.map { reading in
            let stands = reading.quantity.unit == .one
            return Reading(reading.quantity, stands ? reading.value! : reading.value! * wander, reading.unit)
        }
        return Sample(device: DeviceID(device), time: time, readings: moved)
    }

    private static func cpuSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
