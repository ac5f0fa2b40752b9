import Facilities
import StrictYAML
import TestSupport
import Testing

struct ScenarioMistakesTests {
    @Test(arguments: [
        ("step: 10min", "step: 7min", "5:7: '7min' is not a part of an hour such as 1min, 10min or 1h"),
        ("until: 2026-03-09", "until: 2026-03-02", "4:8: the scenario is over before it begins"),
        ("timeline:", "timelines:", "6:1: unknown key 'timelines'; did you mean 'timeline'?"),
        ("fanState: 0", "fan: 0", "7:11: box has no such point; it has pressureDrop, fanState"),
        ("timeline:", "noise: {fan: 3%}\ntimeline:", "6:9: box has no such point; it has pressureDrop, fanState"),
        ("timeline:", "noise: {pressureDrop: 80%}\ntimeline:", "6:23: '80%' is not a share such as 5%, up to 50%"),
        ("[100, 800]", "[100, 99999]", "7:44: pressureDrop cannot show 99999 Pa"),
        ("[100, 800]", "[100]", "7:38: write a value, or two for a straight line"),
        ("08:00-18:00", "18:00-08:00", "8:13: '18:00-08:00' is not hours of the day such as 08:00-18:00"),
        ("mon-fri", "fri-mon", "8:36: 'fri-mon' is not a weekday or two ends of them"),
        ("2026-03-07 12:00", "2026-04-07", "10:31: this is not within the scenario, which goes from 2026-03-02"),
        ("fault: dead", "fault: deaf", "10:56: 'deaf' is not a fault: dead, late 800ms, exception 6, badCRC"),
        ("fault: dead", "fault: late", "10:56: 'late' is not a fault: dead, late 800ms"),
        ("fault: dead", "fault: nan", "10:56: box has no NaN, which only float32 and float64 have"),
        ("fault: dead", "fault: sentinel, point: fanState", "10:73: fanState has no notAvailable in its profile"),
        ("fault: dead", "fault: stuck, point: fan", "10:70: box has no such point; it has pressureDrop, fanState"),
        ("fault: dead", "fault: dead, point: fanState", "10:69: dead is of a whole device; remove fanState"),
        ("fault: dead", "fault: dead, share: 0%", "10:69: '0%' is not a share of the answers such as 20%"),
        ("fault: dead", "fault: dead, unit: 4", "10:68: there is no such device; the facility's units are 1"),
        ("fault: dead", "fold: dead", "10:49: unknown key 'fold'; allowed are"),
        ("kind: replacement", "kind: cleaning", "12:42: cleaning is entered at fume-purifier, not at activated-carbon"),
        ("mass: 3000", "mass: 0", "12:61: new carbon filled in (mass) is not allowed: a number from 0.1"),
        ("mass: 3000", "weight: 1", "12:63: there is no field weight; there are mass"),
        ("step: raised", "step: found", "14:28: 'found' is not one of raised, changed"),
        ("step: raised", "step: cleared", "14:66: a level is given by raised and changed, not by cleared"),
        (", level: grey", "", "14:5: missing key 'level'"),
    ])
    func aMistakeIsNamedWithItsPlaceAndItsRemedy(part: String, wrong: String, message: String) throws {
        let text = good.replacing(part, with: wrong, maxReplacements: 1)
        let error = #expect(throws: SourceErrors.self) { try scenario(text) }
        #expect(error?.description.contains("s.yaml:\(message)") == true, "\(error?.description ?? "")")
        #expect(error?.errors.allSatisfy { $0.text.zh.isChinese } == true, "\(error?.text.zh ?? "")")
    }
}
