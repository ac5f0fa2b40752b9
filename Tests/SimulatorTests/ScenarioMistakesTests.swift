import StrictYAML
import Testing

struct ScenarioMistakesTests {
    @Test(arguments: [
        ("step: 10min", "step: 7min", "5:7: '7min' is not a part of an hour such as 1min, 10min or 1h"),
        ("until: 2026-03-09", "until: 2026-03-02", "4:8: the scenario is over before it begins"),
        ("timeline:", "timelines:", "6:1: unknown key 'timelines'; did you mean 'timeline'?"),
        ("fanState: 0", "fan: 0", "7:11: box has no such point; it has pressureDrop, fanState"),
        ("[100, 800]", "[100, 99999]", "7:44: pressureDrop cannot show 99999 Pa"),
        ("[100, 800]", "[100]", "7:38: write a value, or two for a straight line"),
        ("08:00-18:00", "18:00-08:00", "8:13: '18:00-08:00' is not hours of the day such as 08:00-18:00"),
        ("mon-fri", "fri-mon", "8:36: 'fri-mon' is not a weekday or two ends of them"),
        ("2026-03-07 12:00", "2026-04-07", "9:31: this is not within the scenario, which goes from 2026-03-02"),
        ("answer: nothing", "answer: no", "9:57: 'no' is not nothing, or an exception such as exception 4"),
        ("kind: replacement", "kind: cleaning", "11:42: cleaning is entered at fume-purifier, not at activated-carbon"),
        ("mass: 3000", "mass: 0", "11:61: new carbon filled in (mass) is not allowed: a number from 0.1"),
        ("mass: 3000", "weight: 1", "11:63: there is no field weight; there are mass"),
        ("step: raised", "step: found", "13:28: 'found' is not one of raised, changed"),
        ("step: raised", "step: cleared", "13:66: a level is given by raised and changed, not by cleared"),
        (", level: grey", "", "13:5: missing key 'level'"),
    ])
    func aMistakeIsNamedWithItsPlaceAndItsRemedy(part: String, wrong: String, message: String) throws {
        let text = good.replacing(part, with: wrong, maxReplacements: 1)
        let error = #expect(throws: SourceErrors.self) { try scenario(text) }
        #expect(error?.description.contains("s.yaml:\(message)") == true, "\(error?.description ?? "")")
    }
}
