using System.Collections;
using System.Reflection;
using Harness.Scenes;
using Harness.Scenes.State;

namespace Harness.Tests.Scenes;

/// <summary>Records with one field changed.</summary>
internal static class FieldVariants
{
    /// <summary>The object with one leaf changed, for every leaf of it: numbers, switches, choices, elements of lists.</summary>
    public static IEnumerable<(string Path, object Changed)> Of(object value)
    {
        foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0))
        {
            object? current = property.GetValue(value);
            foreach ((string path, object? changed) in Variants(property.PropertyType, current))
            {
                // A copied record whose fields are set by reflection: 'with' for any property.
                object copy = value.GetType().GetMethod("<Clone>$")?.Invoke(value, null) ?? value;
                property.SetValue(copy, changed);
                yield return ($"{property.Name}{path}", copy);
            }
        }
    }

    private static IEnumerable<(string Path, object? Changed)> Variants(Type type, object? value)
    {
        if (value is null || Nullable.GetUnderlyingType(type) is not null)
        {
            return value is null ? [] : [(" none", null), .. Variants(value.GetType(), value)];
        }

        // A resource is shown by its name; what it is, its own step tells.
        return value switch
        {
            bool b => [("", !b)],
            int i => [("", i + 1)],
            uint u => [("", u + 1)],
            byte b => [("", (byte)(b + 1))],
            float f => [("", f + 0.25f)],
            double d => [("", d + 0.25)],
            Enum e => [("", Next(e))],
            EquatableList<byte> list => [("[]", EquatableList.Create<byte>([.. list, 9]))],
            EquatableList<float> list => [("[]", EquatableList.Create<float>([.. list, 9]))],
            EquatableList<uint> list => [("[]", EquatableList.Create<uint>([.. list, 9]))],
            EquatableList<(float, float, float, float)> list => [("[]", EquatableList.Create<(float, float, float, float)>([.. list, (1, 2, 3, 5)]))],
            EquatableList<Swizzle> list => [("[]", EquatableList.Create<Swizzle>([.. list.Reverse()]))],
            IEnumerable list => Lists(list),
            Resource r when type != typeof(Resource) => [("#", r is BufferResource b ? b with { Id = 9 } : (object)(((TextureResource)r) with { Id = 9 }))],
            _ => Of(value).Select(c => ($".{c.Path}", (object?)c.Changed)),
        };
    }

    /// <summary>The next choice, or the first behind the last.</summary>
    private static object Next(Enum value)
    {
        Array all = Enum.GetValues(value.GetType());
        return all.GetValue((Array.IndexOf(all, value) + 1) % all.Length)!;
    }

    private static IEnumerable<(string Path, object? Changed)> Lists(IEnumerable list) => list switch
    {
        EquatableList<Surface> l => Elements(l),
        EquatableList<TargetBlend> l => Elements(l),
        EquatableList<VertexBufferBinding> l => Elements(l),
        EquatableList<VertexElement> l => Elements(l),
        _ => throw new InvalidOperationException($"{list.GetType()} is not varied."),
    };

    private static IEnumerable<(string Path, object? Changed)> Elements<T>(EquatableList<T> list) where T : class =>
        Of(list[0]).Select(c => ($"[0].{c.Path}", (object?)EquatableList.Create<T>([(T)c.Changed, .. list.Skip(1)])));
}
