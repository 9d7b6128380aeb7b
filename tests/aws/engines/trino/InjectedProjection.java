package io.trino.plugin.hive.projection;

import static io.trino.plugin.hive.metastore.MetastoreUtil.canConvertSqlTypeToStringForParts;
import static io.trino.plugin.hive.metastore.MetastoreUtil.sqlScalarToString;

import io.trino.spi.predicate.Domain;
import io.trino.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An injected partition column as Athena documents it: its values are the ones that the query names, by = or by IN. Trino 435 knows = alone
 * (later versions know both), so this class stands before the plugin's own of the same name.
 */
public final class InjectedProjection implements Projection {
    private final String column;

    public InjectedProjection(String column, Type type) {
        if (!canConvertSqlTypeToStringForParts(type, true)) {
            throw new InvalidProjectionException(column, type);
        }
        this.column = column;
    }

    @Override
    public List<String> getProjectedValues(Optional<Domain> filter) {
        if (filter.isEmpty() || filter.get().isNullAllowed() || !filter.get().getValues().isDiscreteSet()) {
            throw new InvalidProjectionException(column, "Injected projected partition column " + column + " wants its values named in the WHERE clause");
        }
        Domain domain = filter.get();
        List<String> named = new ArrayList<>();
        for (Object value : domain.getValues().getDiscreteSet()) {
            named.add(sqlScalarToString(domain.getType(), value, null));
        }
        return named;
    }
}
