import DeviceProfiles
import Facilities
import StrictYAML

extension ScenarioReader {
    func faults(_ value: YAMLValue?) -> [(window: Window, fault: FaultInForce)] {
        (value?.sequence ?? []).compactMap(fault)
    }

    private static let faultForms = Text(
        zh: "故障：\(DeviceFault.forms.joined(separator: "、"))",
        en: "a fault: \(DeviceFault.forms.joined(separator: ", "))")
    private static let share = Text(zh: "占应答的比例，如 20%", en: "a share of the answers such as 20%")

    private func fault(_ value: YAMLValue) -> (window: Window, fault: FaultInForce)? {
        guard
            let map = value.mapping("unit", "point", "from", "until", "hours", "weekdays", "fault", "share"),
            let (unit, profile) = device(map["unit"], at: value)
        else { return nil }
        let window = window(map)
        let fault = map.required("fault")?.parse(Self.faultForms) { DeviceFault($0) }
        let share = map["share"].map { $0.parse(Self.share, FaultCommand.share) } ?? 1
        guard let window, let fault, let share else { return nil }
        do throws(FaultCommand.Mistake) {
            try profile.check(fault, point: map["point"]?.string)
        } catch {
            (map["point"] ?? map["fault"])?.error(error.remedy)
            return nil
        }
        let since = (window.from - start).inSeconds
        // All devices share the cable, so that the fault affects each of them.
        let concerned = fault == .unplugged ? nil : unit
        return (window, FaultInForce(fault, unit: concerned, point: map["point"]?.string, since: since, share: share))
    }
}
