"""Beginnings of words for the controlled terms in more languages than `term_words` has: Ukrainian, Arabic, Persian
and Dari, Turkish, Portuguese, German, Burmese and Khmer, in this order; words of one phrase joined by _.
"""

from __future__ import annotations

from typing import Final

MORE_OUTCOMES: Final = {
    "killed": "загин вбит помер قتل قتيل مقتول توفي وفاة متوف شهيد استشهد الشهيد ميت کشته فوت شهید جان_باخت مرده olu oldu olen vefat hayatini_kaybet sehit mort falec obito tot getotet"
    " gestorben verstorben သေဆုံး သေ ស្លាប់",
    "injured": "поран травм جريح جرح مصاب اصيب اصابة زخمی مجروح جراحت yarali yaralan ferid lesion verletzt verwundet ဒဏ်ရာ របួស",
}
MORE_SEXES: Final = {
    "female": "жін дівч انثى امراة نساء بنت فتاة الانثى زن دختر اناث kadin kiz feminin mulher menina weiblich frau madchen အမျိုးသမီး မိန်းမ ស្រី",
    "male": "чол хлоп ذكر رجل رجال ولد صبي الذكر مرد پسر ذکور erkek masculin homem_ menino mannlich mann junge အမျိုးသား ယောက်ျား ប្រុស",
}
MORE_AGE_GROUPS: Final = {
    "child": "дит неповноліт طفل اطفال قاصر کودک cocuk crianca kind minderjahrig ကလေး កុមារ ក្មេង",
    "adult": "доросл بالغ راشد بزرگسال yetiskin adulto erwachsen လူကြီး အရွယ်ရောက် ពេញវ័យ មនុស្សពេញវ័យ",
}
MORE_VICTIMS: Final = {
    "deminer": "сапер розмінув піротехн مزيل_الالغام نازع_الالغام خبير_متفجرات ماین_پاک مین_روب mayin_temizle mayin_arama sapador desminador minenraumer entmin kampfmittelraum မိုင်းရှင်း អ្នកដោះមីន",
    "peacekeeper": "миротвор حفظ_السلام قوات_حفظ حافظ_صلح baris_gucu capacete_azul forca_de_paz friedenstrupp blauhelm",
    "journalist": "журналіст صحفي صحافي اعلامي خبرنگار gazeteci jornalist သတင်းထောက် អ្នកកាសែត",
    "emergency_service": "рятувальн дснс مسعف دفاع_مدني الدفاع_المدني اسعاف امدادگر آتش_نشان itfaiye kurtarma_gorevli saglik_gorevli bombeiro socorrist feuerwehr rettung sanitat",
    "police_security": "поліц прикордон شرطي شرطة الشرطة حرس_الحدود درك پولیس پلیس سرحدی jandarma polizei grenzschutz polizist ရဲ ប៉ូលិស នគរបាល",
    "local_official": "чиновник посадов مسؤول مامور_دولت muhtar funcionario beamt",
    "security_forces_unspecified": "силовик قوات_الامن قوى_الامن نیروهای_امنیتی نیروی_امنیتی guvenlik_guc guvenlik_korucu forcas_de_seguranca sicherheitskr",
    "armed_forces": "військов солдат боєць зсу عسكري جندي جيش الجيش مقاتل نظامی سرباز اردو عسکر asker militar soldado soldat စစ်သား တပ်မတော် ទាហាន យោធា",
    "civilian": "дитин ребен cocuk crianca طفل цивіл мирн житель мешкан مدني مدنيون مدنيين المدنيين راعي مزارع فلاح ملکی غیرنظامی غیر_نظامی دهقان چوپان sivil koylu coban civil agricultor pastor zivil bauer hirte အရပ်သား ស៊ីវិល ជនស៊ីវិល",
}
MORE_DEVICES: Final = {
    "booby_trap": "розтяжк пастк شرك_خداعي اشراك_خداعية فخ_متفجر تله_انفجاری bubi_tuzag tuzaklan armadilha sprengfalle ထောင်ချောက် អន្ទាក់",
    "cluster_submunition": "9n210 9n235 9n24 9н210 9н235 9н24 shoab шоаб ptab птаб ao_2_5 ао_2_5 blu_26 blu_63 blu_97 dpicm rockeye m42 m46 m77 касетн عنقودي عنقودية العنقودية خوشه misket munic_cacho cacho fragmentac submunic streumunition submunition အစုလိုက်_ဗုံး ကလပ်စတာ ចង្កោម គ្រាប់បែកចង្កោម",
    "improvised_mine": "саморобна_міна لغم_مرتجل لغم_يدوي ماین_دست_ساز مین_دست_ساز el_yapimi_mayin mina_artesanal mina_improvisada improvisierte_mine လက်လုပ်မိုင်း",
    "ied_unspecified": "саморобн свп عبوة العبوة عبوات سيارة_مفخخة حزام_ناسف دست_ساز بمب_کنار بم_کنار ماین_کنار el_yapimi_patlayici el_yapimi eyp artefato_explosivo_improvisado improvisad usbv"
    " improvisiert လက်လုပ်ဗုံး လက်လုပ် កែច្នៃ គ្រឿងផ្ទុះកែច្នៃ",
    "antipersonnel_mine": "pma prom pmr mrud pomz помз мон_50 мон_90 мон_100 мон_200 mon_50 mon_90 mon_100 mon_200 пом_ claymore valmara type_72 vs_50 ts_50 sb_33 m14_mine m16_mine ppm_2 لغم_فردي لغم_افراد الغام_فردية لغم_ضد_افراد ضد_پرسونل ضد_پرسونيل ضدپرسونل протипіхот مضاد_للافراد مضادة_للافراد ضد_الافراد لغم_افراد ضد_پرسنل ضد_نفر antipersonel anti_personel personele_karsi piyade_mayin antipessoal anti_pessoal antipersonen"
    " anti_personen လူသတ်မိုင်း ប្រឆាំងមនុស្ស មីនប្រឆាំងមនុស្ស",
    "antivehicle_mine": "tma tmm tmrp tmk тмк tmd тмд ptm птм pt_mi tm_46 tm_57 tm_62 tm_72 tm_83 tm_89 tm46 tm72 tm83 tm89 vs_1_6 vs_2_2 tc_6 prb_m3 m15_mine m19_mine type_69 ضد_وسایط ضد_وسايط протитанков протитранспорт مضاد_للدبابات مضادة_للدبابات ضد_الدبابات مضاد_للاليات مضادة_للاليات مضاد_للمركبات ضد_تانک ضد_وسایط ضد_خودرو tanksavar antitank_mayin arac_mayin anticarro"
    " anti_carro panzermine panzerabwehr antifahrzeug anti_fahrzeug တင့်ကားဖျက် ប្រឆាំងរថក្រោះ មីនប្រឆាំងរថក្រោះ",
    "axo": "покинут متروك متروکه رها_شده terk_edil abandonad zuruckgelassen",
    "uxo": "rpg рпг vog вог рдг rgd ргд f_1 ф_1 fab_ фаб منفجرناشده منفجر_ناشده منفجر_نشده منفجرنشده phs_ partlamamis_herbi partlamamis_sursat нерозірв снаряд граната ракет мінометн غير_منفجر غير_منفجرة ذخائر_غير قذيفة صاروخ منفجر_ناشده منفلق_ناشده منفلقه_ناشده عمل_نکرده منفجر_نشده مرمی راکت هاوان patlamamis roket havan nao_explodid"
    " nao_detonad nao_deflagrad por_explodir sin_detonar no_detonad no_explotad sin_estallar granada morteiro blindganger nicht_explodiert unexplodiert granate rakete မပေါက်ကွဲသေး မပေါက်ကွဲ មិនទាន់ផ្ទុះ គ្រាប់មិនទាន់ផ្ទុះ",
    "erw_unspecified": "catisma_atig harp_atig savas_atig вибухонебезпечн внп залишк مخلفات متفجرات بقایای مواد_منفجره savas_kalinti patlayici residuos_explosivos remanescent kampfmittel kriegsmunition sprengkorper စစ်ကျန်"
    " សំណល់សង្គ្រាម យុទ្ធភណ្ឌ គ្រាប់បែក",
    "mine_unspecified": "міна міни міною міну мін لغم اللغم الغام الالغام ماین مین mayin mine minen landmine မြေမြှုပ်မိုင်း မိုင်း មីន",
}
MORE_ACTIVITIES: Final = {
    "demining": "розмінув ازالة_الالغام نزع_الالغام ماین_پاکی مین_روبی پاکسازی mayin_temizli mayin_temizle desminagem minenraum entmin kampfmittelraum မိုင်းရှင်း ដោះមីន",
    "search_and_recovery": "пошук рятув بحث انقاذ البحث جستجو نجات arama_kurtarma busca resgate suche bergung",
    "journalism": "журналіст صحافة صحفي خبرنگاری gazeteci jornalis",
    "visiting_cemetery": "кладовищ могил مقبرة قبر قبرستان mezar cemiterio friedhof သင်္ချိုင်း ប៉ាឆា",
    "farming_herding": "сільськ пас випас худоб орав оран пол врожа زراع الزراعة رعي الرعي حصاد الحصاد زراعت چراندن کشاورزی دهقانی مواشی چوپانی tarim cift_sur hayvan otlat hasat agricult lavour gado colheita"
    " landwirt feldarbeit weide vieh ernte acker pflug လယ်ယာ စိုက်ပျိုး နွားကျောင်း တောင်ယာ ធ្វើស្រែ កសិកម្ម ឃ្វាល ភ្ជួរ",
    "gathering": "збир дров металобрухт гриб جمع احتطاب حطب خردة جمع_آوری هیزم آهن_پاره odun hurda mantar_topla recolh lenha sucata apanha sammel holz schrott pilz ထင်း စုဆောင်း កាប់អុស រកអុស អុស ប្រមូល អេតចាយ",
    "construction_utility": "будів ремонт بناء ترميم صيانة ساختمان اعمار ترمیم insaat tamir construc obra bauarbeit reparatur ဆောက်လုပ် សាងសង់",
    "military_duty": "служб патрул бойов دورية عسكري خدمة قتال گزمه نظامی جنگ devriye askeri nobet patrulha combate militar patrouille kampf စစ်ရေး ကင်းလှည့် ល្បាត",
    "travelling": "їхав їхал рух проїзд йшов йшл дорог поїздк تنقل سفر مرور قيادة مشي طريق رفت_و_آمد پیاده_روی عبور رانندگی yolculuk seyahat arac surus yuru viaj viag caminh passag desloc conduz"
    " reise fahrt fahr unterwegs ခရီး ဖြတ်သန်း ធ្វើដំណើរ បើកបរ ដើរ",
    "other": "грал побут لعب اللعب عبث بازی دستکاری oyun oynar brinca manuse spiel hantier haushalt ကစား လេង",
}
