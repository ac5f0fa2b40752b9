import Facilities
import StrictYAML

/// Reads the differences between models.
extension ProfileReader {
    func variants(_ value: YAMLValue, _ point: YAMLMapping, _ format: RegisterFormat) -> Variants? {
        guard
            let map = value.mapping("register", "type", "order", "bits", "length", "models"),
            let field = field(map), let entries = map.required("models")?.entries
        else { return nil }
        var models: [Code: Variants.Model] = [:]
        for (key, value) in entries {
            guard let code = code(key, field.format), let model = model(value, point, format) else { continue }
            if models.updateValue(model, forKey: code) != nil {
                key.error(Text(zh: "这个型号在表里写了两次", en: "this model is in the table twice"))
            }
        }
        guard let usual = models.keys.min() else {
            if entries.isEmpty {
                map["models"]?.error(Text(zh: "至少用代码写明一个型号", en: "name at least one model by its code"))
            }
            return nil
        }
        return Variants(field: field, models: models, usual: usual)
    }

    private func model(_ value: YAMLValue, _ point: YAMLMapping, _ format: RegisterFormat) -> Variants.Model? {
        guard let map = value.mapping("register", "scale", "offset", "range") else { return nil }
        var model = Variants.Model()
        if let register = map["register"] {
            guard let place = place(register) else { return nil }
            if place.bit != nil {
                register.error(
                    Text(
                        zh: "这里要写整个寄存器，如 \(place.register)",
                        en: "a whole register is wanted here, as in \(place.register)"))
            }
            check(format, at: place, register)
            model.field = RegisterField(register: place.register, format: format)
        }
        if map["scale"] != nil || map["offset"] != nil {
            for key in ["map", "milliamps"] where point[key] != nil {
                value.error(
                    Text(
                        zh: "有 \(key) 时型号不写自己的 scale 和 offset", en: "a model's own scale has no meaning beside \(key)"))
            }
            model.scaling = .linear(linear(map))
        }
        model.range = map["range"]?.range()
        return model
    }
}
