/// The size of a chart, and the box in which its lines are drawn, in units of the picture.
enum ChartSize {
    static let width = 680
    static let height = 270
    static let box = (left: 92, right: 668, top: 26, bottom: 226)
}
