/// The statements about the System object and its resources.
enum SystemSQL {
    static let system = "SELECT attributes, config_changes, config_changed_at FROM system WHERE id = 1"
    static let instanceMade = "SELECT created_at FROM instance WHERE id = 1"
    static let putSystem = """
        INSERT INTO system (id, attributes, config_changes, config_changed_at) VALUES (1, ?1, ?2, ?3) \
        ON CONFLICT (id) DO UPDATE SET attributes = ?1, config_changes = ?2, config_changed_at = ?3
        """

    static let printed = "SELECT printer, jobs, pages, impressions, color_impressions, sheets FROM printed"
    static let addPrinted = """
        INSERT INTO printed (printer, jobs, pages, impressions, color_impressions, sheets) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (printer) DO UPDATE SET jobs = jobs + ?2, pages = pages + ?3, \
        impressions = impressions + ?4, color_impressions = color_impressions + ?5, sheets = sheets + ?6
        """

    static let resourceColumns = """
        id, uuid, type, state, is_cancel_requested, name, info, format, octets, digest, state_message, attributes, \
        created_at, installed_at, canceled_at
        """
    static let resources = "SELECT \(resourceColumns) FROM resource"
    static let resource = "SELECT \(resourceColumns) FROM resource WHERE id = ?1"
    static let insertResource = """
        INSERT INTO resource (uuid, type, state, is_cancel_requested, name, info, format, octets, digest, \
        state_message, attributes, created_at, installed_at, canceled_at) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING id
        """
    static let updateResource = """
        UPDATE resource SET state = ?2, is_cancel_requested = ?3, name = ?4, info = ?5, format = ?6, octets = ?7, \
        digest = ?8, state_message = ?9, attributes = ?10, installed_at = ?11, canceled_at = ?12 WHERE id = ?1
        """
    static let deleteResource = "DELETE FROM resource WHERE id = ?1"
}
