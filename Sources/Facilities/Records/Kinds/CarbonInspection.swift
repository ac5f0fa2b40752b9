/// An inspection by 四看一测: four looks and one test.
public struct CarbonInspection: IodineTested {
    public static let kind = RecordKind(
        "inspection", "四看一测", "carbon inspected", at: [.activatedCarbon], by: [.operator, .owner, .inspector])

    public enum Grade: String, Codable, Hashable, Sendable, CaseIterable, FieldCoded {
        case good, doubtful, bad
    }

    /// Whether the carbon was looked at before it took anything up. A used one reads lower and weighs more.
    public enum State: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case new, used
    }

    /// Whether dyed water lost its colour (加做褪色).
    public enum Decolouring: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case good, some, none
    }

    public enum Sampler: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case site, laboratory, authority
    }

    /// Nil in records of 0.1.0, and where nobody said it.
    public var state: State?
    public var sampledBy: Sampler?

    /// 看颜色
    public var colour: Grade
    /// 看形态
    public var form: Grade
    /// 看重量
    public var weight: Grade
    /// 看气泡
    public var bubbles: Grade
    /// An extra test beside the four looks.
    public var decolouring: Decolouring?
    /// 测碘值, mg/g; nil when only the four looks were taken.
    public var iodineValue: Double?
    public var iodineMethod: IodineMethod?
    public var iodineReport: String?
    /// kg/m³, where a known volume was weighed.
    public var bulkDensity: Double?

    public init(
        colour: Grade, form: Grade, weight: Grade, bubbles: Grade, iodineValue: Double? = nil,
        iodineMethod: IodineMethod? = nil, bulkDensity: Double? = nil, state: State? = nil, sampledBy: Sampler? = nil
    ) {
        self.state = state
        self.sampledBy = sampledBy
        self.colour = colour
        self.form = form
        self.weight = weight
        self.bubbles = bubbles
        self.iodineValue = iodineValue
        self.iodineMethod = iodineMethod
        self.bulkDensity = bulkDensity
    }

    public init() { self.init(colour: .doubtful, form: .doubtful, weight: .doubtful, bubbles: .doubtful) }

    public var looks: [Grade] { [colour, form, weight, bubbles] }

    public static let form = looks + sample + iodine()

    private static let looks: [BoundField<Self>] = [
        .required(
            "colour", "看颜色", "colour", \.colour,
            look(
                good: Text(zh: "里外一样深黑，不反光", en: "black all through, and dull"),
                bad: Text(zh: "发灰、发黄、发褐或像泥", en: "grey, yellow, brown or like clay"))),
        .required(
            "form", "看形态", "form", \.form,
            look(
                good: Text(zh: "坚硬、颗粒完整、不脏手", en: "hard, keeps its grain, does not dirty the hand"),
                bad: Text(zh: "手捻成粉、碎屑多", en: "crumbles to powder between the fingers, many fines"))),
        .required(
            "weight", "看重量", "weight", \.weight,
            look(
                good: Text(zh: "手感轻；同重量体积大", en: "light in the hand; more volume for the same mass"),
                bad: Text(zh: "明显偏重", en: "distinctly heavy"))),
        .required(
            "bubbles", "看气泡", "bubbles", \.bubbles,
            look(
                good: Text(zh: "入水后细密气泡连成线，有嘶声，持续时间长", en: "in water many fine bubbles in a line, a hiss, for long"),
                bad: Text(zh: "气泡少或没有", en: "few bubbles or none"))),
    ]

    private static func look(good: Text, bad: Text) -> RecordField.Content {
        let between = Text(zh: "介于两者之间，或看不准", en: "between the two, or hard to tell")
        return .choice([.init("good", good), .init("doubtful", between), .init("bad", bad)])
    }

    private static let sample: [BoundField<Self>] = [
        .optional("state", "新炭还是在用的炭", "new carbon, or carbon in use", \.state, .choice(State.self)),
        .optional(
            "decolouring", "加做：褪色", "extra: does dyed water lose its colour within 20 min", \.decolouring,
            .choice(Decolouring.self)),
        .optional("sampledBy", "谁取的样", "who took the sample", \.sampledBy, .choice(Sampler.self)),
        .optional(
            "bulkDensity", "堆积密度", "bulk density", \.bulkDensity, .number(50...2000, .kilogramPerCubicMetre)),
    ]

    public static func problems(between values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem] {
        iodineProblems(values)
    }
}

extension CarbonInspection.State {
    public var title: Text {
        switch self {
        case .new: Text(zh: "新炭", en: "new")
        case .used: Text(zh: "在用", en: "in use")
        }
    }
}

extension CarbonInspection.Decolouring {
    public var title: Text {
        switch self {
        case .good: Text(zh: "褪了", en: "it does")
        case .some: Text(zh: "褪一点", en: "a little")
        case .none: Text(zh: "没褪", en: "it does not")
        }
    }
}

extension CarbonInspection.Sampler {
    public var title: Text {
        switch self {
        case .site: Text(zh: "本单位", en: "the site")
        case .laboratory: Text(zh: "检测机构", en: "a laboratory")
        case .authority: Text(zh: "主管部门", en: "the authority")
        }
    }
}
