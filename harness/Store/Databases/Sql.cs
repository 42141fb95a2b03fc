using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Harness.Store.Databases;

/// <summary>Statements and queries. Parameters are given as names and values; the transaction that is open on the connection is used.</summary>
internal static class Sql
{
    // SQLite looks each parameter up among all others by its name: with thousands of them that takes longer than to insert the rows.
    private const int ParametersPerStatement = 350;

    public static void Execute(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        command.ExecuteNonQuery();
    }

    public static long Number(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public static List<T> Read<T>(this DbConnection connection, Func<DbDataReader, T> row, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <summary>Text of a column that may be null.</summary>
    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Inserts rows, many with each statement.</summary>
    public static void Insert(this DbConnection connection, string table, string[] columns, IEnumerable<object?[]> rows)
    {
        foreach (var chunk in rows.Chunk(ParametersPerStatement / columns.Length))
        {
            using var command = connection.CreateCommand();
            var text = new StringBuilder($"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ");
            for (var row = 0; row < chunk.Length; row++)
            {
                text.Append(row == 0 ? "(" : ", (");
                for (var column = 0; column < columns.Length; column++)
                {
                    var name = $"@p{command.Parameters.Count}";
                    text.Append(column == 0 ? string.Empty : ", ").Append(name);
                    Add(command, name, chunk[row][column]);
                }

                text.Append(')');
            }

            command.CommandText = text.ToString();
            command.ExecuteNonQuery();
        }
    }

    private static DbCommand Command(DbConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            Add(command, name, value);
        }

        return command;
    }

    private static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
    }
}
