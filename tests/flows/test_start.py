from tests.flows.world import KEY, User, World


async def test_an_owner_connects_a_key_and_the_message_with_it_vanishes(world: World) -> None:
    olga = world.user("Olga")
    world.project.add_conference("Планёрка")
    await olga.starts()
    assert "подключите ключ" in olga.sees
    await olga.presses("🔑 Подключить ключ")
    assert "Пришлите ключ API" in olga.sees
    await olga.sends(KEY)
    assert "…cdef подходит: в проекте 1 конференция" in olga.sees
    assert not any(KEY in (message.text or "") for message in olga.messages)
    await olga.presses("🎥 Конференции")
    assert "Планёрка" in olga.buttons


async def test_create_invite_promote_remove_delete(olga: User, world: World) -> None:
    await olga.sends("/create Планёрка | Планы на неделю")
    assert "Создана: Планёрка" in olga.sees
    await olga.sends("/invite план anna@example.com Анна Смирнова ttl=2h")
    assert "Приглашение в конференцию Планёрка" in olga.sees
    await olga.sends("/clients план")
    assert "1. Анна Смирнова · 24 нояб. 2026\nanna@example.com" in olga.sees
