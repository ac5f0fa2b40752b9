/// An inspection by 四看一测: four looks and one test.
public struct CarbonInspection: IodineTested {
    public static let kind = RecordKind(
        "inspection", "四看一测", "carbon inspected", at: [.activatedCarbon], by: [.operator, .owner, .inspector])

    /// The result of a look.
    public enum Grade: String, Codable, Hashable, Sendable, CaseIterable, FieldCoded {
        case good, doubtful, bad
    }

    /// Whether the carbon was new when it was inspected. Used carbon reads lower and weighs more.
    public enum State: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case new, used
    }

    /// Whether dyed water lost its colour (加做褪色).
    public enum Decolouring: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case good, some, none
    }

    /// The party that took the sample.
    public enum Sampler: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case site, laboratory, authority
    }

    /// The state; nil in records of 0.1.0, and where nobody entered it.
    public var state: State?
    /// The party that took the sample; nil where nobody entered it.
    public var sampledBy: Sampler?

    /// The colour (看颜色).
    public var colour: Grade
    /// The form (看形态).
    public var form: Grade
    /// The weight (看重量).
    public var weight: Grade
    /// The bubbles in water (看气泡).
    public var bubbles: Grade
    /// An extra test beside the four looks.
    public var decolouring: Decolouring?
    /// The iodine value (测碘值), mg/g; nil when only the four looks were taken.
    public var iodineValue: Double?
    /// The method of the iodine value.
    public var iodineMethod: IodineMethod?
    /// The number of the report.
    public var iodineReport: String?
    /// The bulk density, kg/m³, where a known volume was weighed.
    public var bulkDensity: Double?
    /// The photographs that show it.
    public var photographs: [PhotographID]?

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

    /// The four looks, in the order of the form.
    public var looks: [Grade] { [colour, form, weight, bubbles] }

    /// The extra test as a look; nil where it was not made.
    public var decolouringGrade: Grade? {
        switch decolouring {
        case .good?: .good
        case .some?: .doubtful
        case Decolouring.none?: .bad
        case nil: nil
        }
    }

    public static let form = looks + sample + iodine()

    private static let looks: [BoundField<Self>] = [
        .required(
            "colour", "看颜色", "colour", \.colour,
            look(
                good: Text(zh: "里外一样深黑，不反光", en: "black all through, dull"),
                doubtful: Text(zh: "黑得不匀，或有点发亮", en: "uneven, or a little shiny"),
                bad: Text(zh: "发灰发黄发褐，像泥", en: "grey, yellow, brown, like clay"))),
        .required(
            "form", "看形态", "form", \.form,
            look(
                good: Text(zh: "硬、完整，手上几乎没灰", en: "hard, whole, hardly any dust"),
                doubtful: Text(zh: "掉一些渣，手有点黑", en: "some crumbs, hand a little black"),
                bad: Text(zh: "一捻成粉，碎末很多", en: "rubs to powder, many fines"))),
        .required(
            "weight", "看重量", "weight", \.weight,
            look(
                good: Text(zh: "比水轻一半左右，轻", en: "light, about half as heavy as water"),
                doubtful: Text(zh: "偏重，和上批差一成", en: "heavy, or a tenth off the last batch"),
                bad: Text(zh: "明显压手，像沙土", en: "plainly heavy, like sand"))),
        .required(
            "bubbles", "看气泡", "bubbles", \.bubbles,
            look(
                good: Text(zh: "细泡连成线，响，冒很久", en: "threads of fine bubbles, hissing, for long"),
                doubtful: Text(zh: "有泡，不密，一会儿停", en: "bubbles, not many, soon over"),
                bad: Text(zh: "没几个泡，或散成泥水", en: "hardly any, or it falls to mud"))),
    ]

    private static func look(good: Text, doubtful: Text, bad: Text) -> RecordField.Content {
        .choice([.init("good", good), .init("doubtful", doubtful), .init("bad", bad)])
    }

    private static let sample: [BoundField<Self>] = [
        .optional("state", "新炭还是在用的炭", "new carbon, or carbon in use", \.state, .choice(State.self)),
        .optional(
            "decolouring", "加做：褪色", "extra: does dyed water lose its colour within 20 min", \.decolouring,
            .choice(Decolouring.self)),
        .optional("sampledBy", "谁取的样", "who took the sample", \.sampledBy, .choice(Sampler.self)),
        .optional(
            "bulkDensity", "堆积密度", "bulk density", \.bulkDensity, .number(50...2000, .kilogramPerCubicMetre)),
        .optional("photographs", "照片", "photographs", \.photographs, .photographs(3)),
    ]

    /// Returns the problem of an iodine value without a method.
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
