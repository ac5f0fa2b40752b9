extension Drawing {
    /// The drawing's file as it was compiled in.
    var bytes: [UInt8] {
        switch self {
        case .byFirm: PackageResources.by_firm_svg
        case .bySelf: PackageResources.by_self_svg
        case .camera: PackageResources.camera_svg
        case .clean1: PackageResources.clean_1_svg
        case .clean2: PackageResources.clean_2_svg
        case .clean3: PackageResources.clean_3_svg
        case .clean4: PackageResources.clean_4_svg
        case .clean5: PackageResources.clean_5_svg
        case .clean6: PackageResources.clean_6_svg
        case .clean7: PackageResources.clean_7_svg
        case .complaintDust: PackageResources.complaint_dust_svg
        case .complaintFume: PackageResources.complaint_fume_svg
        case .complaintNoise: PackageResources.complaint_noise_svg
        case .complaintOdour: PackageResources.complaint_odour_svg
        case .complaintOther: PackageResources.complaint_other_svg
        case .complaintSmoke: PackageResources.complaint_smoke_svg
        case .damageInsulator: PackageResources.damage_insulator_svg
        case .damageNone: PackageResources.damage_none_svg
        case .damagePlates: PackageResources.damage_plates_svg
        case .damageWire: PackageResources.damage_wire_svg
        case .partDuct: PackageResources.part_duct_svg
        case .partFilter: PackageResources.part_filter_svg
        case .partHousing: PackageResources.part_housing_svg
        case .partImpeller: PackageResources.part_impeller_svg
        case .partPlates: PackageResources.part_plates_svg
        case .partTray: PackageResources.part_tray_svg
        case .photoDevice: PackageResources.photo_device_svg
        case .photoPlates: PackageResources.photo_plates_svg
        case .photoTray: PackageResources.photo_tray_svg
        case .warnVoltage: PackageResources.warn_voltage_svg
        case .warnFire: PackageResources.warn_fire_svg
        case .warnChemicals: PackageResources.warn_chemicals_svg
        case .warnBreath: PackageResources.warn_breath_svg
        }
    }
}
